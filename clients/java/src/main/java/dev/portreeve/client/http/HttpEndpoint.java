package dev.portreeve.client.http;

import dev.portreeve.client.Failure;
import dev.portreeve.client.remote.Deadline;
import dev.portreeve.client.remote.Endpoint;
import dev.portreeve.client.remote.Unanswered;
import java.io.IOException;
import java.net.ConnectException;

/** An address that is asked over HTTP: the answer is the body of a response with the status 200. */
final class HttpEndpoint implements Endpoint<HttpQuestion, byte[]> {
  private final Transport transport;

  HttpEndpoint(Transport transport) {
    this.transport = transport;
  }

  @Override
  public byte[] ask(HttpQuestion question, Deadline deadline)
      throws Unanswered, InterruptedException {
    Reply reply = reply(question, deadline);
    if (reply.status() == 200) {
      return reply.body();
    }
    throw ReplyStatus.unanswered(reply);
  }

  private Reply reply(HttpQuestion question, Deadline deadline)
      throws Unanswered, InterruptedException {
    try {
      return transport.post(question.path(), question.credential(), question.body(), deadline);
    } catch (DeadlineException e) {
      throw unanswered(Failure.Kind.TIMED_OUT, e);
    } catch (ConnectException e) {
      throw unanswered(Failure.Kind.UNREACHABLE, e).undecided();
    } catch (IOException e) {
      throw unanswered(Failure.Kind.UNREACHABLE, e);
    }
  }

  private static Unanswered unanswered(Failure.Kind kind, IOException e) {
    return Unanswered.forNow(Failure.of(kind, String.valueOf(e.getMessage())));
  }

  @Override
  public String address() {
    return transport.address();
  }

  @Override
  public void close() {
    transport.close();
  }
}
