/**
 * The gRPC side of the service port, a class for each call; {@link Calls} is the way in, {@link
 * CheckLane} the short one.
 */
@NullMarked
package dev.portreeve.server.grpc;

import org.jspecify.annotations.NullMarked;
