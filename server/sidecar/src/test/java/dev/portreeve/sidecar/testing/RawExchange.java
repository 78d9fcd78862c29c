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
    try (Socket socket = open(server, InetAddress.getLoopbackAddress())) {
      socket.getOutputStream().write(request.getBytes(charset));
      socket.shutdownOutput();
      return all(socket);
    }
  }

  /**
   * What comes back for a request that asks to close the connection.
   *
   * @param from an address of this machine, of which 127.0.0.0/8 holds many
   */
  public static String ask(Address server, InetAddress from, String request, Charset charset)
      throws IOException {
    try (Socket socket = open(server, from)) {
      socket.getOutputStream().write(request.getBytes(charset));
      return all(socket);
    }
  }

  private static Socket open(Address server, InetAddress from) throws IOException {
    int port = ((Address.Tcp) server).port();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static String all(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
