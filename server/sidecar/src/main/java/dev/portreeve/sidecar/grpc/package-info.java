/**
 * The gRPC side of the service port, a class for each call; {@link GrpcServices} is the way in,
 * {@link CheckFastPath} the short one.
 */
@NullMarked
package dev.portreeve.sidecar.grpc;

import org.jspecify.annotations.NullMarked;
