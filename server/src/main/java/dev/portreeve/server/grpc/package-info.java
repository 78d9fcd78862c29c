/** The gRPC side of the service port, a class for each call; {@link Calls} is the way in. */
@NullMarked
package dev.portreeve.server.grpc;

import org.jspecify.annotations.NullMarked;
