package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.Programs;
import dev.portreeve.source.testing.TestSets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The decision log against what a caller counted, with a process that is killed and a disk that is
 * full for a while.
 */
@EnabledOnOs(OS.LINUX)
class DecisionLogCrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /* Far more than the flush interval, since the machine may do something else meanwhile. */
  private static final Duration UNFLUSHED = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path directory;

  @Test
  void log_killedAndFullMeanwhile_hasWhatWasAnswered() throws Exception {
    compare(500, Duration.ofSeconds(4));
  }

  @Test
  @Tag("soak")
  void log_killedAndFullMeanwhileForLong_hasWhatWasAnswered() throws Exception {
    compare(10_000, Duration.ofMinutes(5));
  }

  @Test
  @Tag("soak")
  void log_atSaturation_hasWhatWasAnswered() throws Exception {
    compare(1_000_000, Duration.ofSeconds(30));
  }

  @BeforeAll
  static void requirePrograms() {
    Path ignored = Programs.ofThisMachine().require("prlimit");
  }

  private void compare(int perSecond, Duration each) throws Exception {
    killed(perSecond, each);
    full(perSecond, each);
    assertTrue(files().size() > 2, "the log was rotated: " + files());
  }

  private void killed(int perSecond, Duration time) throws Exception {
    PacedCaller caller;
    long before;
    try (CommandProcess server = serve("killed")) {
      caller = call(server, perSecond);
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      before = System.nanoTime() - UNFLUSHED.toNanos();
      server.signal("KILL");
      server.await();
    }
    caller.close();
    long recorded = recorded("killed");
    long known = caller.answeredBy(before);
    assertTrue(known > 0 && recorded >= known, recorded + " records of " + known + " answers");
    assertTrue(recorded <= caller.sent(), recorded + " records of " + caller.sent() + " checks");
  }

  private void full(int perSecond, Duration time) throws Exception {
    PacedCaller caller;
    try (CommandProcess server = serve("full")) {
      caller = call(server, perSecond);
      TimeUnit.NANOSECONDS.sleep(time.toNanos() / 2);
      fileSizeLimit(server, "0:");
      Eventually.becomes(true, PATIENCE, () -> caller.refused() > 0);
      fileSizeLimit(server, "unlimited:");
      Eventually.becomes(200, PATIENCE, () -> readyz(server));
      TimeUnit.NANOSECONDS.sleep(time.toNanos() / 2);
      caller.close();
      server.terminate();
      assertEquals(0, server.await(), server.errors());
    }
    assertEquals(caller.answered() + caller.refused(), caller.sent(), "answers");
    assertEquals(caller.answered(), recorded("full"), "records");
  }

  private CommandProcess serve(String run) {
    String log = directory.resolve("decisions.jsonl").toString();
    return CommandProcess.serve(
        directory,
        List.of("-Xmx64m"),
        TestSets.of("doors"),
        "--decision-log=" + log,
        "--decision-log-labels=run=" + run,
        "--decision-log-wait=50",
        "--decision-log-buffer=256KiB",
        "--decision-log-rotate-size=512KiB");
  }

  private static PacedCaller call(CommandProcess server, int perSecond) {
    return PacedCaller.start(server.port(), DoorRequests.CHECK_PATH, DoorRequests.CHECK, perSecond);
  }

  /** While a process may not make any file longer, its disk is full. */
  private static void fileSizeLimit(CommandProcess server, String limit) throws Exception {
    ProcessBuilder prlimit =
        new ProcessBuilder("prlimit", "--pid", Long.toString(server.pid()), "--fsize=" + limit);
    assertEquals(0, prlimit.inheritIO().start().waitFor());
  }

  private int readyz(CommandProcess server) {
    URI uri = URI.create("http://127.0.0.1:" + server.managementPort() + "/readyz");
    try {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** How many records there are of one run, each by an id of its own. */
  private long recorded(String run) throws IOException {
    long records = 0;
    for (Path file : files()) {
      try (InputStream in = Files.newInputStream(file);
          InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
        records +=
            lines
                .lines()
                .filter(line -> line.endsWith("}") && line.contains("\"run\":\"" + run + "\""))
                .count();
      }
    }
    return records;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().contains(".jsonl")).sorted().toList();
    }
  }
}
