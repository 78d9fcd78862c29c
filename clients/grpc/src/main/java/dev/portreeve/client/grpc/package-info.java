/** The client over gRPC; start at {@link dev.portreeve.client.grpc.GrpcDecisionPoint}. */
@NullMarked
package dev.portreeve.client.grpc;

import org.jspecify.annotations.NullMarked;
