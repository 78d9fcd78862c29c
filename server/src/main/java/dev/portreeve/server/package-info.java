/** The sidecar as a whole; {@link Sidecar} puts its parts together. */
@NullMarked
package dev.portreeve.server;

import org.jspecify.annotations.NullMarked;
