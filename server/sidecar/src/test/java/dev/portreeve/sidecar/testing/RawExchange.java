package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.config.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Bytes sent to a server as they are, and all that comes back. */
public final class RawExchange {
  private static final int PATIENCE_MS = 30_000;

  private RawExchange() {}

  /** What comes back until the server closes, which it does when it knows that no more is sent. */
  public static String send(Address server, String request, Charset charset) throws IOException {
    int port = ((Address.Tcp) server).port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request.getBytes(charset));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
