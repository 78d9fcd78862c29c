package dev.portreeve.client.grpc;

import com.google.protobuf.Message;
import io.grpc.CallCredentials;
import io.grpc.MethodDescriptor;

/**
 * A call, whichever address it goes to.
 *
 * @param method what is called
 * @param request what with
 * @param credentials who calls
 */
record GrpcQuestion<R extends Message>(
    MethodDescriptor<R, ? extends Message> method, R request, CallCredentials credentials) {}
