/**
 * Traces of checks: {@link CheckTracer} takes decisions from event loops and exports spans of them.
 */
@NullMarked
package dev.portreeve.sidecar.trace;

import org.jspecify.annotations.NullMarked;
