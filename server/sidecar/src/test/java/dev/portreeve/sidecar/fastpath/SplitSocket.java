package dev.portreeve.sidecar.fastpath;

import dev.portreeve.sidecar.config.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;

/** A connection whose bytes go out split at random places, some of them with a pause between. */
final class SplitSocket implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final Random random;

  SplitSocket(Address address, Random random) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), ((Address.Tcp) address).port());
    this.random = random;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** Sends bytes in up to so many pieces. */
  void send(byte[] bytes, int pieces) throws IOException {
    OutputStream out = socket.getOutputStream();
    int from = 0;
    for (int left = pieces; left > 1 && from < bytes.length; left--) {
      int length = random.nextInt(bytes.length - from + 1);
      out.write(bytes, from, length);
      out.flush();
      from += length;
      if (random.nextInt(4) == 0) {
        pause();
      }
    }
    out.write(bytes, from, bytes.length - from);
    out.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All that comes until the server closes. */
  byte[] readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toByteArray();
  }

  /** What is there now, or comes first. */
  byte[] readSome() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] some = new byte[64 << 10];
    int length = in.read(some);
    if (length < 0) {
      throw new IOException("the server has closed the connection");
    }
    return java.util.Arrays.copyOf(some, length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
