/**
 * The HTTP side of the service port, a class for each endpoint; {@link ServiceHandler} is the way
 * in, {@link EvaluationFastPath} the fast path before it.
 */
@NullMarked
package dev.portreeve.sidecar.http;

import org.jspecify.annotations.NullMarked;
