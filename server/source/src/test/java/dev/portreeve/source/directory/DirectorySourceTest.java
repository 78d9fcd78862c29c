package dev.portreeve.source.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySourceTest extends PolicySourceContract {
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
      assertEquals("actions/b.yaml: no such file", e.problem());
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
  void team_replacedByADirectory_isGone() throws Exception {
    try (PolicySource source = open()) {
      source.changedTeams();
      removeTeam("acme");
      Files.createDirectory(directory.resolve("teams/acme.yaml"));
      assertEquals(Optional.empty(), source.team("acme"));
    }
  }
}
