package dev.portreeve.sidecar.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.GenerationSet;
import dev.portreeve.source.testing.Programs;
import dev.portreeve.source.testing.SetWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that can go wrong with files while checks come without a pause: never a torn set,
 * never silently stale, never a lost team.
 */
class ReloadTortureTest {
  @TempDir private Path directory;
  private ServedSet served;

  @BeforeEach
  void serve() throws IOException {
    served = new ServedSet(directory, Map.of("--state", directory.resolve("state").toString()));
  }

  @AfterEach
  void stop() throws Exception {
    try (ServedSet last = served) {
      last.expectWholeAnswers();
    }
  }

  @Test
  void file_halfWritten_isTakenWhenItIsWhole() throws Exception {
    served.writeSet(SetWriter.RENAME, 2);
    served.expectSet(2);
    String text = GenerationSet.team("acme", true) + "# and a long remark\n".repeat(20);
    try (OutputStream out = Files.newOutputStream(served.path("teams/acme.yaml"))) {
      for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
        out.write(b);
        out.flush();
        TimeUnit.MILLISECONDS.sleep(2);
        assertTrue(List.of("open", "locked").contains(served.teamReason("acme")));
      }
    }
    served.expectTeam("locked", "acme");
  }

  @Test
  void file_truncated_isRefusedAndWhatWasStays() throws Exception {
    Path policy = served.path("actions/two.read.yaml");
    String whole = Files.readString(policy);
    Files.writeString(policy, whole.substring(0, whole.length() - 12));
    Files.writeString(served.path("teams/acme.yaml"), "id: acme\nsettings: {lock");
    served.expectRefused("actions/two.read.yaml:", 1);
    served.expectReported(1, "teams", "refused_count");
    assertEquals("open", served.teamReason("acme"));
    served.writeSet(SetWriter.RENAME, 2);
    served.writeTeam("acme", true);
    served.expectSet(2);
    served.expectTeam("locked", "acme");
  }

  @Test
  void renames_stormOfThem_lastOneIsInForce() throws Exception {
    for (int n = 2; n < 100; n++) {
      served.writeSet(SetWriter.RENAME, n);
      served.writeTeam("acme", n % 2 == 0);
      served.writeTeam("bolt", n % 2 == 1);
    }
    served.expectSet(99);
    served.expectTeam("open", "acme");
    served.expectTeam("locked", "bolt");
  }

  @Test
  void file_rewrittenAllTheTime_holdsUpNothingElse() throws Exception {
    rewriteAllTheTime(2);
  }

  @Test
  @Tag("soak")
  void file_rewrittenAllTheTimeForLong_holdsUpNothingElse() throws Exception {
    rewriteAllTheTime(15);
  }

  private void rewriteAllTheTime(int rounds) throws Exception {
    Path policy = served.path("actions/team.read.yaml");
    String text = Files.readString(policy);
    Thread writer =
        new Thread(
            () -> {
              try {
                for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                  String remark = "# " + i + "\n";
                  Files.writeString(
                      served.path("teams/busy.yaml"), GenerationSet.team("busy", true) + remark);
                  Files.writeString(policy, text + remark);
                  TimeUnit.MILLISECONDS.sleep(100);
                }
              } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    writer.start();
    for (int round = 1; round <= rounds; round++) {
      served.writeTeam("acme", round % 2 == 1);
      served.writeSet(SetWriter.RENAME, 10 + round);
      served.expectTeam(round % 2 == 1 ? "locked" : "open", "acme");
      served.expectSet(10 + round);
      TimeUnit.SECONDS.sleep(1);
    }
    served.expectTeam("locked", "busy");
    writer.interrupt();
    writer.join();
  }

  @Test
  void severalFiles_oneBroken_setAllOrNothingAndTeamsEachAlone() throws Exception {
    served.writeBrokenSet(1);
    for (int i = 0; i < 5; i++) {
      served.writeTeam("t" + i, true);
    }
    Files.writeString(served.path("teams/t2.yaml"), "id: t3\n");
    served.expectRefused("actions/two.read.yaml:", 1);
    for (int i = 0; i < 5; i++) {
      served.expectTeam(i == 2 ? "unknown_team" : "locked", "t" + i);
    }
    String rejected =
        served.report().getJsonObject("policy_set").getJsonObject("rejected").encode();
    assertTrue(rejected.contains("\"version\":\""), rejected);
    served.writeSet(SetWriter.RENAME, 3);
    served.expectSet(3);
  }

  @Test
  void directories_deletedAndRestored_nothingIsLost() throws Exception {
    served.hide("teams");
    served.expectReported("teams: the directory has vanished", "teams", "problem");
    assertEquals("locked", served.teamReason("bolt"));
    served.putBack("teams");
    served.expectReported("", "teams", "problem");
    served.hide("");
    served.expectRefused(served.path("") + ": no such directory", 1);
    assertEquals("locked", served.teamReason("bolt"));
    served.putBack("");
    served.writeTeam("bolt", false);
    served.writeSet(SetWriter.RENAME, 2);
    served.expectTeam("open", "bolt");
    served.expectSet(2);
  }

  /** What takes a directory from root as well: something else in its place. */
  @Test
  void directories_fileInTheirPlace_isSaidAndMended() throws Exception {
    served.hide("teams");
    Files.writeString(served.path("teams"), "");
    served.expectReported("teams: cannot be read: not a directory", "teams", "problem");
    assertEquals("locked", served.teamReason("bolt"));
    Files.delete(served.path("teams"));
    served.putBack("teams");
    served.writeTeam("bolt", false);
    served.expectTeam("open", "bolt");
  }

  /** A process's memory cannot be read from its beginning, whoever tries. */
  @Test
  void teamFile_cannotBeReadForAWhile_isTriedAgainAndPinnedMeanwhile() throws Exception {
    Files.delete(served.path("teams/bolt.yaml"));
    Path target = served.path("bolt-target");
    Files.createSymbolicLink(target, Path.of("/proc/self/mem"));
    Files.createSymbolicLink(served.path("teams/bolt.yaml"), target);
    served.expectReported(1, "teams", "refused_count");
    assertEquals("locked", served.teamReason("bolt"));
    Files.delete(target);
    Files.writeString(target, GenerationSet.team("bolt", false));
    served.expectTeam("open", "bolt");
    served.expectReported(0, "teams", "refused_count");
  }

  @Test
  void links_loopsAndFifos_refuseOnlyWhatTheyStandFor() throws Exception {
    Files.createSymbolicLink(served.path("teams/loop.yaml"), Path.of("loop.yaml"));
    Files.createSymbolicLink(served.path("actions/loop.yaml"), Path.of("loop.yaml"));
    String mkfifo = Programs.ofThisMachine().require("mkfifo").toString();
    String pipe = served.path("teams/pipe.yaml").toString();
    assertEquals(0, new ProcessBuilder(mkfifo, pipe).start().waitFor());
    served.expectReported(2, "teams", "refused_count");
    served.expectRefused("actions/loop.yaml: cannot be read: ", 1);
    served.writeTeam("bolt", false);
    served.expectTeam("open", "bolt");
    Files.delete(served.path("actions/loop.yaml"));
    served.writeSet(SetWriter.RENAME, 2);
    served.expectSet(2);
  }

  @Test
  void volumes_swappedTogether_areTakenWhole() throws Exception {
    Path set = served.path("");
    served.writeSet(SetWriter.DELETE_CREATE, 2);
    for (int n = 3; n < 12; n++) {
      SetWriter.DATA_SWAP.write(
          set,
          GenerationSet.withTeams(GenerationSet.valid(n)),
          "schema.yaml",
          "messages.yaml",
          "actions");
      SetWriter.DATA_SWAP.write(
          Files.createDirectories(served.path("teams")),
          Map.of(
              "acme.yaml", GenerationSet.team("acme", n % 2 == 0),
              "bolt.yaml", GenerationSet.team("bolt", n % 2 == 1)),
          "acme.yaml",
          "bolt.yaml");
      served.expectSet(n);
      served.expectTeam(n % 2 == 0 ? "locked" : "open", "acme");
      served.expectTeam(n % 2 == 1 ? "locked" : "open", "bolt");
    }
  }

  @Test
  void stateDirectory_cannotBeWritten_isSaidAndMended() throws Exception {
    Path kept = directory.resolve("state/policy-set");
    Path aside = directory.resolve("aside");
    Files.move(kept, aside);
    Files.writeString(kept, "in the way");
    served.writeSet(SetWriter.RENAME, 2);
    served.expectSet(2);
    served.expectProblem(kept + ": cannot be written: ", "state");
    String metrics = served.server().management().get("/metrics").body();
    assertTrue(metrics.contains("portreeve_state_unsaved 1"), metrics);
    Files.delete(kept);
    served.expectReported("", "state", "problem");
    String version = served.report().getJsonObject("policy_set").getString("version");
    assertEquals(version, served.report().getJsonObject("state").getString("kept"));
  }

  @Test
  void files_datedInTheFutureAndThePast_areTakenByTheirContent() throws Exception {
    Path team = served.path("teams/bolt.yaml");
    Path policy = served.path("actions/one.read.yaml");
    for (int n = 2; n < 5; n++) {
      served.writeSet(SetWriter.IN_PLACE, n);
      Files.writeString(team, GenerationSet.team("bolt", n % 2 == 1));
      Instant odd = Instant.parse(n % 2 == 0 ? "2099-01-01T00:00:00Z" : "1999-01-01T00:00:00Z");
      Files.setLastModifiedTime(team, FileTime.from(odd));
      Files.setLastModifiedTime(policy, FileTime.from(odd));
      served.expectSet(n);
      served.expectTeam(n % 2 == 1 ? "locked" : "open", "bolt");
    }
  }
}
