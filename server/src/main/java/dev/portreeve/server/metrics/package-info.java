/** What is counted and timed; {@link Meters} lists it all. */
@NullMarked
package dev.portreeve.server.metrics;

import org.jspecify.annotations.NullMarked;
