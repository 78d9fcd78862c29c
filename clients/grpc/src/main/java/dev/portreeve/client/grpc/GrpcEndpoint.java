package dev.portreeve.client.grpc;

import com.google.protobuf.Message;
import dev.portreeve.client.remote.Deadline;
import dev.portreeve.client.remote.Endpoint;
import dev.portreeve.client.remote.Unanswered;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An address that is asked over one channel. */
final class GrpcEndpoint implements Endpoint<GrpcQuestion<?>, Message> {
  /*
   * A channel that could not connect waits for up to two minutes before it tries again, and fails
   * every call of that time at once. When to try again is decided here, by retries and the rest of
   * an address, so a channel in that state is told to try now and given a moment for it.
   */
  private static final long MOMENT_NANOS = Duration.ofMillis(50).toNanos();

  private final String address;
  private final ManagedChannel channel;

  GrpcEndpoint(String address, ManagedChannel channel) {
    this.address = address;
    this.channel = channel;
  }

  @Override
  public Message ask(GrpcQuestion<?> question, Deadline deadline)
      throws Unanswered, InterruptedException {
    reconnect(deadline);
    return call(question, deadline);
  }

  private void reconnect(Deadline deadline) throws InterruptedException {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      CountDownLatch changed = new CountDownLatch(1);
      channel.notifyWhenStateChanged(ConnectivityState.TRANSIENT_FAILURE, changed::countDown);
      channel.resetConnectBackoff();
      long moment = Math.min(MOMENT_NANOS, deadline.left() / 2);
      boolean unused = changed.await(moment, TimeUnit.NANOSECONDS);
    }
  }

  private <R extends Message> Message call(GrpcQuestion<R> question, Deadline deadline)
      throws Unanswered, InterruptedException {
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(deadline.left(), TimeUnit.NANOSECONDS)
            .withCallCredentials(question.credentials());
    try {
      return ClientCalls.blockingUnaryCall(channel, question.method(), options, question.request());
    } catch (StatusRuntimeException e) {
      if (Thread.interrupted()) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
      throw ReplyStatus.unanswered(e);
    }
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
