/** The sidecar as a whole; {@link Sidecar} puts its parts together. */
@NullMarked
package dev.portreeve.sidecar;

import org.jspecify.annotations.NullMarked;
