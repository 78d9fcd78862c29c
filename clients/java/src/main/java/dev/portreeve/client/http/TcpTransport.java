package dev.portreeve.client.http;

import dev.portreeve.client.remote.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP/1.1 over TCP, with or without TLS, over connections that the JDK's client keeps. */
final class TcpTransport implements Transport {
  /*
   * The timeout of an HttpRequest ends with the response's headers (before JDK 26), so the whole
   * exchange is waited for here; cancelling it closes its connection.
   */
  private final HttpClient client;
  private final URI base;

  /**
   * @param base without a path, or with the one that the endpoints lie under
   */
  TcpTransport(HttpClient client, URI base) {
    this.client = client;
    this.base = base;
  }

  @Override
  public Reply post(String path, Credential credential, byte[] body, Deadline deadline)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (credential.present()) {
      request.header(credential.header(), credential.value());
    }
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request.build(), headers -> new LimitedBody());
    try {
      HttpResponse<byte[]> whole = response.get(deadline.left(), TimeUnit.NANOSECONDS);
      return new Reply(
          whole.statusCode(), whole.headers().firstValue("retry-after").orElse(""), whole.body());
    } catch (TimeoutException e) {
      throw new DeadlineException();
    } catch (ExecutionException e) {
      throw failed(e);
    } finally {
      response.cancel(true);
    }
  }

  /** The JDK's exception for a refused connection has no message. */
  private static IOException failed(ExecutionException e) {
    Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
    String message =
        Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    IOException failed =
        cause instanceof ConnectException
            ? new ConnectException(message)
            : new IOException(message);
    return (IOException) failed.initCause(cause);
  }

  @Override
  public String address() {
    return base.toString();
  }

  @Override
  public void close() {}
}
