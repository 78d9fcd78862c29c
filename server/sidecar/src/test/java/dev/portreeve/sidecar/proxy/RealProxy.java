package dev.portreeve.sidecar.proxy;

import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.source.testing.TestSets;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A proxy of this machine, run from its example with other ports. */
final class RealProxy implements AutoCloseable {
  private static final int LOOKS = 500;

  private final Process process;
  private final int port;
  private final int http2Port;

  private RealProxy(Process process, int port, int http2Port) {
    this.process = process;
    this.port = port;
    this.http2Port = http2Port;
  }

  /**
   * Starts one; it listens when this returns.
   *
   * @param example the folder under {@code server/examples}
   * @param command run in a copy of that folder
   * @param dir where the copy is put
   * @param changes texts of its files, and what to write instead
   */
  static RealProxy start(
      String example,
      List<String> command,
      Path dir,
      int sidecar,
      int upstream,
      Map<String, String> changes) {
    TestSets.copy(ProxySet.repository().resolve("server/examples").resolve(example), dir);
    change(dir, changes);
    int port = freePort();
    int http2 = freePort();
    replace(
        dir,
        Map.of(
            ":8000",
            ":" + port,
            ":8001",
            ":" + http2,
            ":8080",
            ":" + sidecar,
            ":9000",
            ":" + upstream));
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
      File log = dir.resolve("output.log").toFile();
      builder.redirectErrorStream(true).redirectOutput(log);
      builder.environment().put("XDG_DATA_HOME", dir.toString());
      builder.environment().put("XDG_CONFIG_HOME", dir.toString());
      Process process = builder.start();
      awaitPort(process, port, log.toPath());
      return new RealProxy(process, port, example.equals("nginx") ? http2 : port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path dir, Map<String, String> texts) {
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        for (Map.Entry<String, String> entry : texts.entrySet()) {
          text = text.replaceAll(entry.getKey() + "\\b", entry.getValue());
        }
        Files.writeString(file, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void change(Path dir, Map<String, String> changes) {
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().endsWith(".md")) {
          String text = Files.readString(file);
          for (Map.Entry<String, String> entry : changes.entrySet()) {
            text = text.replace(entry.getKey(), entry.getValue());
          }
          Files.writeString(file, text);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitPort(Process process, int port, Path log) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException notYet) {
        if (ended(process)) {
          break;
        }
      }
    }
    process.destroyForcibly();
    throw new IllegalStateException("the proxy does not listen: " + Files.readString(log));
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  int port() {
    return port;
  }

  /** Where HTTP/2 is spoken without TLS. */
  int http2Port() {
    return http2Port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
