/** What is counted and timed; {@link Meters} lists it all. */
@NullMarked
package dev.portreeve.sidecar.metrics;

import org.jspecify.annotations.NullMarked;
