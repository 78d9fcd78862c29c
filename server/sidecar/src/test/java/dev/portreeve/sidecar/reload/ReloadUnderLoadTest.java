package dev.portreeve.sidecar.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.reload.Reloader;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.GenerationSet;
import dev.portreeve.source.testing.SetWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * While checks come without a pause, a policy set is rewritten again and again, valid and broken in
 * turn: two hundred times in all.
 */
class ReloadUnderLoadTest {
  private static final int REWRITES = 50;
  private static final Duration IN_FORCE = Duration.ofSeconds(2);
  private static final Duration NOTICED = Duration.ofSeconds(5);

  @ParameterizedTest
  @EnumSource
  void rewrite_validAndBrokenInTurn_answersStayWhole(SetWriter writer, @TempDir Path directory)
      throws Exception {
    Path set = directory.resolve("set");
    writer.write(set, GenerationSet.valid(0));
    try (RunningServer server = RunningServer.of(set);
        CheckStream checks = new CheckStream(server)) {
      Reloader<?> reloader = server.sidecar().reloader();
      for (int n = 1; n <= REWRITES; n++) {
        if (n % 2 == 0) {
          writer.write(set, GenerationSet.valid(n));
          Eventually.becomes("g" + n, IN_FORCE, checks::reason);
        } else {
          List<String> before = reloader.status().setProblems();
          writer.write(set, GenerationSet.broken(n));
          Eventually.becomes(true, NOTICED, () -> saysBroken(reloader, before));
        }
      }
      assertEquals(List.of(), checks.finish());
      assertTrue(checks.answers() > REWRITES, "too few checks to tell: " + checks.answers());
    }
  }

  private static boolean saysBroken(Reloader<?> reloader, List<String> before) {
    List<String> now = reloader.status().setProblems();
    return now.stream().anyMatch(problem -> problem.startsWith("actions/two.read.yaml:"))
        && !now.equals(before);
  }
}
