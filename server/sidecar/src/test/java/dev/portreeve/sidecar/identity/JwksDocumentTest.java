package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwksDocumentTest {
  private static JwksKeys keys(String place) {
    return JwksDocument.keys(new IdentityConfig.Token(place, "i", "a", "sub"));
  }

  private static String set() throws Exception {
    return new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k").generate()).toString(true);
  }

  /** Answers each connection with the same bytes and then says nothing, nor does it close. */
  private static ServerSocket stalling(String response, List<Socket> held) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  Socket socket = server.accept();
                  held.add(socket);
                  socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                  socket.getOutputStream().flush();
                }
              } catch (IOException closed) {
                // the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static int count(String response) throws IOException {
    List<Socket> held = new CopyOnWriteArrayList<>();
    try (ServerSocket server = stalling(response, held)) {
      return keys("http://127.0.0.1:" + server.getLocalPort() + "/keys").load().join().size();
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static String ok(String length, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body;
  }

  @Test
  void load_url_isRead() throws Exception {
    String body = set();
    assertEquals(1, count(ok("" + body.length(), body)));
  }

  @Test
  void load_urlThatStallsAnywhere_isGivenUp() throws Exception {
    Instant began = Instant.now();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<Integer>> counts =
        threads.invokeAll(
            List.of(
                () -> count(""),
                () -> count("HTTP/1.1 200 OK\r\nContent-Le"),
                () -> count(ok("1000", "")),
                () -> count(ok("1000", "{\"keys\":"))));
    threads.shutdown();
    for (Future<Integer> count : counts) {
      assertEquals(0, count.get());
    }
    Duration took = Duration.between(began, Instant.now());
    assertTrue(took.compareTo(JwksKeys.DEADLINE.multipliedBy(12)) < 0, took.toString());
  }

  @Test
  void load_urlWithAnErrorOrTooMuch_hasNoKeys() throws Exception {
    String body = set();
    String missing = ok("" + body.length(), body).replace("200 OK", "404 Not Found");
    assertEquals(0, count(missing));
    String padded = body + " ".repeat(2 << 20);
    assertEquals(0, count(ok("" + padded.length(), padded)));
  }

  @Test
  void load_fileThatHangs_isRefusedUnread(@TempDir Path dir) throws Exception {
    Path fifo = dir.resolve("keys.json");
    String mkfifo = Programs.ofThisMachine().require("mkfifo").toString();
    assertEquals(0, new ProcessBuilder(mkfifo, fifo.toString()).start().waitFor());
    JwksKeys keys = keys(fifo.toString());
    assertEquals(0, keys.load().join().size());
    Files.delete(fifo);
    Files.writeString(fifo, set());
    assertEquals(1, keys.load().join().size());
  }

  @Test
  void load_fileThatComesGoesAndComesBack_isReadEachTime(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("keys.json");
    JwksKeys keys = keys(file.toString());
    assertEquals(0, keys.load().join().size());
    Files.writeString(file, set());
    JWKSet first = keys.load().join();
    assertEquals(1, first.size());
    Files.delete(file);
    assertEquals(first, keys.load().join());
    Files.writeString(file, set());
    assertNotEquals(first, keys.load().join());
  }

  @Test
  void load_fileOfTheLongestLength_isReadAndNoLongerOne(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("keys.json");
    String set = set();
    Files.writeString(file, set + " ".repeat((1 << 20) - set.length()));
    assertEquals(1, keys(file.toString()).load().join().size());
    Files.writeString(file, set + " ".repeat((1 << 20) + 1 - set.length()));
    assertEquals(0, keys(file.toString()).load().join().size());
  }
}
