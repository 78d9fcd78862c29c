package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends that clients are busy with. */
class StopTest {
  private static final byte[] CHECK = DoorRequests.CHECK.getBytes(StandardCharsets.UTF_8);
  private static final String REQUEST = RawHttp1.post(DoorRequests.CHECK_PATH, DoorRequests.CHECK);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void terminate_streamsHalfSent_areAllAnsweredAndTheLastIsNamed() throws Exception {
    try (CommandProcess server = serve();
        RawHttp2 client = RawHttp2.to(server.port(), 65_535)) {
      for (int stream = 1; stream < 20; stream += 2) {
        client.post(stream, DoorRequests.CHECK_PATH, "application/json");
        client.data(stream, new byte[] {' '}, false);
      }
      client.post(21, DoorRequests.CHECK_PATH, "application/json");
      client.data(21, CHECK, true);
      client.awaitEnd(21);
      server.terminate();
      RawHttp2.Frame first = client.read();
      assertEquals(RawHttp2.GO_AWAY, first.type());
      assertEquals(Integer.MAX_VALUE, first.number());
      client.post(23, DoorRequests.CHECK_PATH, "application/json");
      client.data(23, new byte[] {' '}, false);
      RawHttp2.Frame second = client.read();
      assertEquals(RawHttp2.GO_AWAY, second.type());
      assertEquals(23, second.number());
      for (int stream = 1; stream < 24; stream += 2) {
        if (stream != 21) {
          client.data(stream, CHECK, true);
          assertEquals(RawHttp2.DATA, client.awaitEnd(stream).type());
        }
      }
      assertEquals(List.of(), client.readAll(30_000));
      assertEquals(0, server.await(), server.errors());
    }
  }

  @Test
  void terminate_busyHttp1Clients_loseNothing() throws Exception {
    try (CommandProcess server = serve()) {
      int port = server.port();
      List<Thread> threads = new ArrayList<>();
      List<String> lost = Collections.synchronizedList(new ArrayList<>());
      AtomicInteger answers = new AtomicInteger();
      for (int i = 0; i < 8; i++) {
        Thread thread = new Thread(() -> ask(port, answers, lost));
        thread.start();
        threads.add(thread);
      }
      Eventually.becomes(true, PATIENCE, () -> answers.get() > 1_000);
      server.terminate();
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of(), lost);
      assertEquals(0, server.await(), server.errors());
    }
  }

  /** Asks until an answer says that the connection ends. */
  private static void ask(int port, AtomicInteger answers, List<String> lost) {
    try (RawHttp1 client = new RawHttp1(port)) {
      String answer;
      do {
        answer = client.send(REQUEST).read();
        if (!answer.startsWith("HTTP/1.1 200")) {
          throw new IOException("no answer: " + answer);
        }
        answers.incrementAndGet();
      } while (!answer.toLowerCase(Locale.ROOT).contains("connection: close"));
    } catch (IOException e) {
      lost.add(e.toString());
    }
  }

  @Test
  void terminate_twice_endsAtOnce() throws Exception {
    try (CommandProcess server = serve("--drain", "60");
        RawHttp1 client = new RawHttp1(server.port())) {
      client.send(RawHttp1.head(DoorRequests.CHECK_PATH, 100) + "{");
      server.terminate();
      awaitLog(server, "stopping");
      server.terminate();
      assertEquals(143, server.await(), server.errors());
    }
  }

  @Test
  void terminate_shutdownDelay_goesOnAcceptingUnready() throws Exception {
    try (CommandProcess server = serve("--shutdown-delay", "60")) {
      server.awaitReady();
      server.terminate();
      awaitLog(server, "stopping");
      try (RawHttp1 probe = new RawHttp1(server.managementPort());
          RawHttp1 client = new RawHttp1(server.port())) {
        String readyz = probe.send("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").read();
        assertTrue(readyz.startsWith("HTTP/1.1 503"), readyz);
        assertTrue(client.send(REQUEST).read().startsWith("HTTP/1.1 200"));
        assertTrue(server.alive());
        server.terminate();
        assertEquals(0, server.await(), server.errors());
      }
    }
  }

  private static void awaitLog(CommandProcess server, String text) {
    Eventually.becomes(true, PATIENCE, () -> server.errors().contains(text));
  }

  private CommandProcess serve(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "serve",
                "--policies",
                TestSets.copy("doors", directory.resolve("set")).toString(),
                "--listen",
                "127.0.0.1:0",
                "--management",
                "127.0.0.1:0"));
    arguments.addAll(List.of(more));
    return CommandProcess.run(directory, Map.of(), arguments.toArray(String[]::new));
  }
}
