package dev.portreeve.sidecar.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.reload.PolicySetRefused;
import dev.portreeve.source.reload.ReloadStatus;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.GenerationSet;
import dev.portreeve.source.testing.SetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodTest {
  private static final Duration IN_FORCE = Duration.ofSeconds(2);

  @TempDir private Path directory;
  private Path set;
  private Path state;

  @BeforeEach
  void begin() {
    set = directory.resolve("set");
    state = directory.resolve("state/deep");
  }

  @Test
  void start_brokenSet_servesTheLastGoodOneAndSaysSo() throws IOException {
    write(GenerationSet.valid(1));
    serve().close();
    write(GenerationSet.broken(1));
    try (RunningServer server = serve()) {
      assertEquals("g1", reason(server));
      ReloadStatus status = server.sidecar().reloader().status();
      assertTrue(status.lastGood());
      assertTrue(status.setProblems().get(0).startsWith("actions/two.read.yaml:"));
      write(GenerationSet.valid(2));
      Eventually.becomes("g2", IN_FORCE, () -> reason(server));
      assertEquals(List.of(), server.sidecar().reloader().status().setProblems());
    }
    write(GenerationSet.broken(3));
    try (RunningServer server = serve()) {
      assertEquals("g2", reason(server));
    }
  }

  @Test
  void start_theSetPutBackIsTheOneServed_isNoLongerCalledLastGood() throws IOException {
    write(GenerationSet.valid(1));
    serve().close();
    write(GenerationSet.broken(1));
    try (RunningServer server = serve()) {
      write(GenerationSet.valid(1));
      Eventually.becomes(false, IN_FORCE, () -> server.sidecar().reloader().status().lastGood());
      assertEquals("g1", reason(server));
    }
  }

  @Test
  void start_setVanished_servesTheLastGoodOne() throws IOException {
    write(GenerationSet.valid(1));
    serve().close();
    Files.move(set, directory.resolve("elsewhere"));
    try (RunningServer server = serve()) {
      assertEquals("g1", reason(server));
    }
  }

  @Test
  void start_keptSetWasTamperedWith_isNotServed() throws IOException {
    write(GenerationSet.valid(1));
    serve().close();
    try (Stream<Path> files = Files.walk(state)) {
      Path kept = files.filter(f -> f.endsWith("actions/one.read.yaml")).findFirst().orElseThrow();
      Files.writeString(kept, Files.readString(kept).replace("permit", "deny"));
    }
    write(GenerationSet.broken(1));
    IllegalStateException e = assertThrows(IllegalStateException.class, this::serve);
    assertTrue(e.getCause() instanceof PolicySetRefused);
  }

  @Test
  void kept_afterManyReloads_isOneSet() throws IOException {
    write(GenerationSet.valid(1));
    try (RunningServer server = serve()) {
      for (int n = 2; n < 6; n++) {
        write(GenerationSet.valid(n));
        String reason = "g" + n;
        Eventually.becomes(reason, IN_FORCE, () -> reason(server));
      }
    }
    try (Stream<Path> kept = Files.list(state.resolve("policy-set"))) {
      assertEquals(2, kept.count());
    }
  }

  private RunningServer serve() {
    return RunningServer.of(set, Map.of("--state", state.toString()));
  }

  private void write(Map<String, String> texts) throws IOException {
    SetWriter.RENAME.write(set, texts);
  }

  private static String reason(RunningServer server) {
    return server
        .http()
        .check(
            Map.of(
                "subject", Map.of("type", "user", "id", "ana"),
                "action", Map.of("name", GenerationSet.ONE),
                "resource", Map.of("type", "thing", "id", "t1")))
        .getJsonObject("context")
        .getString("reason");
  }
}
