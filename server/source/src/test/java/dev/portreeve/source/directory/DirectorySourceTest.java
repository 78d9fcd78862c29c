package dev.portreeve.source.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest extends PolicySourceContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path directory;

  @Override
  PolicySource open() {
    return new DirectorySource(directory, directory.resolve("teams"));
  }

  @Override
  void putFile(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  void putTeam(String id, String text) throws IOException {
    putFile("teams/" + id + ".yaml", text);
  }

  @Override
  void removeTeam(String id) throws IOException {
    Files.delete(directory.resolve("teams/" + id + ".yaml"));
  }

  @Test
  void policySet_whatEditorsAndVolumesLeave_isPassedOver() throws Exception {
    putFile("README.md", "notes");
    putFile("actions/.a.yaml.swp", "x");
    putFile("actions/a.yaml~", "x");
    putFile("cases/a.yaml", "x");
    putFile("teams/README.md", "x");
    putFile("teams/.acme.yaml.swp", "x");
    putFile("teams/..data/x.yaml", "x");
    try (PolicySource source = open()) {
      assertEquals(2, source.policySet().files().size());
      assertEquals(List.of("acme"), source.changedTeams());
    }
  }

  @Test
  void policySet_notUtf8_saysWhere() throws Exception {
    Files.write(
        directory.resolve("actions/a.yaml"),
        "name: a\nx: \u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    try (PolicySource source = open()) {
      SourceException e = assertThrows(SourceException.class, source::policySet);
      assertEquals("actions/a.yaml:2:4: the file is not valid UTF-8", e.problem());
    }
  }

  @Test
  void policySet_linkThatLeadsNowhere_isAnError() throws Exception {
    Files.createSymbolicLink(directory.resolve("actions/b.yaml"), Path.of("nowhere"));
    try (PolicySource source = open()) {
      SourceException e = assertThrows(SourceException.class, source::policySet);
      assertEquals("actions/b.yaml: cannot be read: the link leads nowhere", e.problem());
    }
  }

  @Test
  void policySet_noDirectory_isAnError() {
    Path none = directory.resolve("none");
    try (PolicySource source = new DirectorySource(none, none.resolve("teams"))) {
      SourceException e = assertThrows(SourceException.class, source::policySet);
      assertEquals(none + ": no such directory", e.problem());
    }
  }

  @Test
  void changedTeams_neverADirectory_none() throws Exception {
    try (PolicySource source = new DirectorySource(directory, directory.resolve("none"))) {
      assertEquals(List.of(), source.changedTeams());
      assertFalse(source.holds("acme"));
    }
  }

  @Test
  void team_oddFileName_isTakenByItsName() throws Exception {
    putFile("teams/two words.yaml", "id: x\n");
    try (PolicySource source = open()) {
      source.changedTeams();
      assertEquals("teams/two words.yaml", source.team("two words").orElseThrow().name());
    }
  }

  @Test
  void team_replacedByADirectory_isRefusedAlone() throws Exception {
    try (PolicySource source = open()) {
      putTeam("bolt", "id: bolt\n");
      source.changedTeams();
      removeTeam("acme");
      Files.createDirectory(directory.resolve("teams/acme.yaml"));
      assertRefused(source, "acme", "not a regular file");
      assertEquals("id: bolt\n", source.team("bolt").orElseThrow().text());
    }
  }

  @Test
  void team_linkThatLoopsOrLeadsNowhere_isRefusedAlone() throws Exception {
    putTeam("bolt", "id: bolt\n");
    link("teams/loop.yaml", "loop.yaml");
    link("teams/none.yaml", "nowhere");
    link("teams/under.yaml", "acme.yaml/under");
    try (PolicySource source = open()) {
      List<String> all = source.changedTeams().stream().sorted().toList();
      assertEquals(List.of("acme", "bolt", "loop", "none", "under"), all);
      assertRefused(source, "loop", "symbolic links");
      assertRefused(source, "none", "the link leads nowhere");
      // What the file system says of a path through a file depends on the JDK.
      SourceException under = assertThrows(SourceException.class, () -> source.team("under"));
      assertTrue(under.problem().startsWith("teams/under.yaml:"), under.problem());
      assertEquals("id: bolt\n", source.team("bolt").orElseThrow().text());
      removeTeam("bolt");
      Eventually.becomes(false, PATIENCE, () -> holdsAfterALook(source, "bolt"));
    }
  }

  @Test
  void read_fifo_isRefusedUnread() throws Exception {
    mkfifo("teams/pipe.yaml");
    mkfifo("actions/pipe.yaml");
    try (PolicySource source = open()) {
      assertTrue(source.changedTeams().contains("acme"));
      assertRefused(source, "pipe", "not a regular file");
      SourceException e = assertThrows(SourceException.class, source::policySet);
      assertEquals("actions/pipe.yaml: cannot be read: not a regular file", e.problem());
    }
  }

  /** What root can read as well as anybody else: memory of a process from an address of none. */
  @Test
  void changedTeams_readingFailed_isToldAgainAtEveryLook() throws Exception {
    link("teams/odd.yaml", "/proc/self/mem");
    try (PolicySource source = open()) {
      source.changedTeams();
      for (int i = 0; i < 3; i++) {
        assertRefused(source, "odd", "put/output error");
        assertEquals(List.of("odd"), source.changedTeams());
      }
      assertEquals(List.of(), source.changedTeams());
    }
  }

  @Test
  void replaced_sameSizeTimeAndInode_isTold() throws Exception {
    try (PolicySource source = open()) {
      source.policySet();
      source.changedTeams();
      rewriteUnseen("teams/acme.yaml", "id: ACME\n");
      rewriteUnseen("actions/a.yaml", "name: A\n");
      Eventually.becomes(true, PATIENCE, () -> changedAfterALook(source).contains("acme"));
      assertEquals("name: A\n", source.policySet().files().get("actions/a.yaml").text());
    }
  }

  @Test
  void doubtAll_nothingChanged_teamsAreToldAndTheSetIsTheSame() throws Exception {
    try (PolicySource source = open()) {
      PolicySetFiles before = source.policySet();
      source.changedTeams();
      source.doubtAll();
      Eventually.becomes(true, PATIENCE, () -> changedAfterALook(source).contains("acme"));
      assertSame(before, source.policySet());
    }
  }

  @Test
  void misnamed_filesMeantAsTeams_areNamed() throws Exception {
    for (String name :
        List.of("bolt.yml", "cone.YAML", "dent.json", "e\nf.yml", ".g.yml", "h.md")) {
      putFile("teams/" + name, "id: x\n");
    }
    try (PolicySource source = open()) {
      assertEquals(List.of("acme"), source.changedTeams());
      String why = ": not read, the name of a team file ends in `.yaml`: call it `";
      assertEquals(
          List.of(
              "teams/bolt.yml" + why + "bolt.yaml`",
              "teams/cone.YAML" + why + "cone.yaml`",
              "teams/dent.json" + why + "dent.yaml`",
              "teams/e\\nf.yml" + why + "e\\nf.yaml`"),
          source.misnamed());
    }
  }

  @Test
  void changedTeams_directoryIsAFile_isAnErrorUntilItIsNone() throws Exception {
    Path teams = Files.writeString(directory.resolve("people"), "");
    try (PolicySource source = new DirectorySource(directory, teams)) {
      for (int i = 0; i < 3; i++) {
        SourceException e = assertThrows(SourceException.class, source::changedTeams);
        assertEquals(teams + ": cannot be read: not a directory", e.problem());
      }
      Files.delete(teams);
      Files.createDirectory(teams);
      putFile("people/bolt.yaml", "id: bolt\n");
      Eventually.becomes(true, PATIENCE, () -> holdsAfterALook(source, "bolt"));
    }
  }

  @Test
  void policySet_tooLargeInAll_isRefusedUnread() throws Exception {
    for (int i = 0; i < 9; i++) {
      putFile("actions/b" + i + ".yaml", "#".repeat(1 << 20));
    }
    try (PolicySource source = open()) {
      SourceException e = assertThrows(SourceException.class, source::policySet);
      assertTrue(e.problem().endsWith("larger than 8388608 bytes in all"), e.problem());
    }
  }

  @Test
  void read_fileOf100Megabytes_isRefusedUnread() throws Exception {
    for (String name : List.of("teams/huge.yaml", "schema.yaml")) {
      try (RandomAccessFile huge = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
        huge.setLength(100 << 20);
      }
    }
    try (PolicySource source = open()) {
      source.changedTeams();
      assertRefused(source, "huge", "larger than");
      assertThrows(SourceException.class, source::policySet);
    }
  }

  private static void assertRefused(PolicySource source, String id, String why) {
    SourceException e = assertThrows(SourceException.class, () -> source.team(id));
    assertTrue(e.problem().startsWith("teams/" + id + ".yaml:"), e.problem());
    assertTrue(e.problem().contains(why), e.problem());
  }

  private static boolean holdsAfterALook(PolicySource source, String id) {
    changedAfterALook(source);
    return source.holds(id);
  }

  private static List<String> changedAfterALook(PolicySource source) {
    try {
      source.awaitChange(Duration.ofMillis(50));
      return source.changedTeams();
    } catch (SourceException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(directory.resolve(name), Path.of(target));
  }

  private void mkfifo(String name) throws Exception {
    String program = Programs.ofThisMachine().require("mkfifo").toString();
    assertEquals(0, new ProcessBuilder(program, directory + "/" + name).start().waitFor());
  }

  /** As {@code tar x} of an archive with fixed times and {@code rsync --inplace -t} do. */
  private void rewriteUnseen(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    FileTime time = Files.getLastModifiedTime(file);
    Object inode = Files.getAttribute(file, "unix:ino");
    assertEquals(Files.size(file), text.length());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, time);
    assertEquals(inode, Files.getAttribute(file, "unix:ino"));
  }
}
