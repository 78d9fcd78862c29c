package dev.portreeve.client.http;

import dev.portreeve.client.remote.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/** HTTP/1.1 over a unix socket, which the JDK's client cannot; its connections are kept. */
final class UnixTransport implements Transport {
  /** Less than servers leave a connection idle. */
  private static final long MAX_IDLE_NANOS = Duration.ofSeconds(20).toNanos();

  private final Path socket;
  private final ConcurrentLinkedDeque<UnixConnection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  UnixTransport(Path socket) {
    this.socket = socket;
  }

  @Override
  public Reply post(String path, Credential credential, byte[] body, Deadline deadline)
      throws IOException, InterruptedException {
    byte[] request = request(path, credential, body);
    UnixConnection connection = connection(deadline);
    try {
      Reply reply = connection.exchange(request, deadline);
      release(connection);
      return reply;
    } catch (ClosedByInterruptException e) {
      connection.close();
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException().initCause(e);
    } catch (IOException e) {
      connection.close();
      // A server that has gone has closed the others too.
      closeIdle();
      throw e;
    } catch (InterruptedException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void release(UnixConnection connection) {
    if (connection.reusable()) {
      idle.addFirst(connection);
    } else {
      connection.close();
    }
    if (closed) {
      closeIdle();
    }
  }

  private void closeIdle() {
    for (UnixConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
      kept.close();
    }
  }

  private UnixConnection connection(Deadline deadline) throws IOException, InterruptedException {
    UnixConnection kept = idle.pollFirst();
    while (kept != null && kept.idle() > MAX_IDLE_NANOS) {
      kept.close();
      kept = idle.pollFirst();
    }
    return kept != null ? kept : connect(deadline);
  }

  /** Whatever is wrong with the socket, nothing has been sent. */
  private UnixConnection connect(Deadline deadline) throws IOException, InterruptedException {
    try {
      return UnixConnection.open(socket, deadline);
    } catch (DeadlineException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw (IOException) new ConnectException(e.getMessage()).initCause(e);
    }
  }

  private static byte[] request(String path, Credential credential, byte[] body) {
    StringBuilder head = new StringBuilder(256);
    head.append("POST ").append(path).append(" HTTP/1.1\r\n");
    head.append("Host: localhost\r\nContent-Type: application/json\r\n");
    head.append("Accept: application/json\r\nContent-Length: ").append(body.length).append("\r\n");
    if (credential.present()) {
      head.append(credential.header()).append(": ").append(credential.value()).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  @Override
  public String address() {
    return "unix:" + socket;
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }
}
