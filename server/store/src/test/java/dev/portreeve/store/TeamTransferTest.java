package dev.portreeve.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import dev.portreeve.source.directory.DirectorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeamTransferTest {
  private static final Path SET = Repository.root().resolve("policies/postman");

  @TempDir private Path folder;

  private static Schema schema() throws IOException {
    SourceFile file = new SourceFile("schema.yaml", Files.readString(SET.resolve("schema.yaml")));
    return SchemaReader.read(file, new ArrayList<>()).orElseThrow();
  }

  private TeamStore open() throws StoreException {
    return TeamStore.open(
        StoreLocation.parse("sqlite:" + folder.resolve("teams.db")).orElseThrow());
  }

  @Test
  void importAndExport_shippedTeams_loseNothing() throws Exception {
    Path teams = Files.createDirectory(folder.resolve("teams"));
    try (Stream<Path> shipped = Files.list(SET.resolve("teams"))) {
      for (Path file : shipped.toList()) {
        Files.copy(file, teams.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        teams.resolve("odd.yaml"),
        """
        plan: enterprise
        settings: {workspace_creation: {mode: specific, users: ["007", "on", "a\\u0001\\U0001F600"]}}
        members: {"yes": {team_roles: [admin]}, "o'neil": {}, "x: y": {groups: ["#", ""]}}
        """);
    Path back = folder.resolve("back");
    List<Diagnostic> problems = new ArrayList<>();
    try (TeamStore store = open();
        DirectorySource files = new DirectorySource(SET, teams)) {
      TeamTransfer transfer = new TeamTransfer(store, moved -> {});
      long moved = transfer.importFrom(files, schema(), "tester", problems);
      assertEquals(List.of(), problems);
      assertEquals(moved, store.state().teams());
      assertEquals(moved, transfer.exportTo(back));
      assertTrue(new Audit(store).verify(Optional.empty()).good());
    }
    assertEquals(read(teams), read(back));
  }

  @Test
  void importFrom_aTeamThatDoesNotFit_storesNoneOfItsBatch() throws Exception {
    Path teams = Files.createDirectory(folder.resolve("teams"));
    Files.writeString(teams.resolve("good.yaml"), "plan: team\n");
    Files.writeString(teams.resolve("worse.yaml"), "plan: best\n");
    String pattern = "settings:\n  external_packages: {mode: allow_selected, allowed: [lodash]}\n";
    Files.writeString(teams.resolve("worst.yaml"), "plan: team\n" + pattern);
    List<Diagnostic> problems = new ArrayList<>();
    try (TeamStore store = open();
        DirectorySource files = new DirectorySource(SET, teams)) {
      long moved =
          new TeamTransfer(store, count -> {}).importFrom(files, schema(), "tester", problems);
      assertEquals(0, moved);
      assertEquals(
          List.of(teams + "/worse.yaml:1:7", teams + "/worst.yaml:3:55"),
          problems.stream().map(p -> p.headline().replaceFirst(": .*", "")).toList());
      assertEquals(0, store.state().number());
    }
  }

  /** What the files say, by team; an id that a file leaves out is its name. */
  private static Map<String, Object> read(Path folder) throws IOException {
    Map<String, Object> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.toList()) {
        SourceFile file = new SourceFile(path.getFileName().toString(), Files.readString(path));
        Object raw =
            YamlReader.read(file, TeamReader.MAX_BYTES, new ArrayList<>())
                .map(YamlNode::raw)
                .orElseThrow();
        Map<String, Object> said = new TreeMap<>();
        ((Map<?, ?>) raw).forEach((name, value) -> said.put(String.valueOf(name), value));
        said.putIfAbsent("id", file.stem());
        said.putIfAbsent("members", Map.of());
        all.put(file.stem(), said);
      }
    }
    return all;
  }
}
