package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.config.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection that sends whatever bytes it is told to. */
public final class RawHttp1 implements AutoCloseable {
  private final Socket socket;

  public RawHttp1(Address address) throws IOException {
    this(((Address.Tcp) address).port());
  }

  public RawHttp1(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
  }

  public RawHttp1 send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttp1 send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** A whole POST of JSON. */
  public static String post(String path, String body) {
    return head(path, body.length()) + body;
  }

  /** What stands before the body of a POST of JSON. */
  public static String head(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  /** What the server sends until it closes; a reset ends it like a close. */
  public String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      in.transferTo(all);
    } catch (SocketException e) {
      return all.toString(StandardCharsets.ISO_8859_1) + " then " + e.getMessage();
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The next answer, which must say how long it is. */
  public String read() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
    int length = Integer.parseInt(lower.replaceAll("(?s).*content-length: ([0-9]+).*", "$1"));
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
