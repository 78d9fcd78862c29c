/**
 * The gRPC side of the service port; {@link GrpcServices} is the way in, {@link CheckFastPath} the
 * fast path before it.
 */
@NullMarked
package dev.portreeve.sidecar.grpc;

import org.jspecify.annotations.NullMarked;
