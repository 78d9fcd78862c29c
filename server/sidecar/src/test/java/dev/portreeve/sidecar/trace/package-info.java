/** Spans of checks, as a collector gets them. */
@NullMarked
package dev.portreeve.sidecar.trace;

import org.jspecify.annotations.NullMarked;
