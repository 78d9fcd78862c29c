package dev.portreeve.engine.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.TestSet;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityDirectoryTest {
  private static final TestSet SET =
      TestSet.of(
              """
              name: shelves
              subject:
                types:
                  user:
                    properties:
                      role: {type: string, enum: [reader, keeper], directory: fill}
                      note: {type: string}
                  robot: {}
              resource:
                types:
                  book:
                    properties:
                      rare: {type: boolean, directory: fill}
                      shelf: {type: string, enum: [a, b, c], directory: only}
                  map:
                    properties:
                      shelf: {type: string, enum: [a], directory: only}
              actions: {lend: {resource: [book]}}
              """)
          .condition("lend", "subject.id == 'ana'");

  private static final String ANA = "subjects: {user: {ana: {role: keeper}}}\n";

  private static TestSet with(String text) {
    return SET.with("directory/all.yaml", text);
  }

  @Test
  void load_entries_areFoundByTypeAndId() {
    EntityDirectory directory =
        with("""
                subjects:
                  user:
                    ana: {role: keeper}
                    bob:
                  robot: {r2: {}}
                resources:
                  book:
                    b2: {rare: true, shelf: c}
                    b1: {rare: false}
                  map:
                """)
            .load()
            .directory();
    assertEquals(5, directory.size());
    assertEquals("keeper", value(directory.subject("user", "ana"), 0));
    assertNull(directory.subject("robot", "ana"));
    assertSame(directory.subject("robot", "r2"), directory.person("r2"));
    assertNull(directory.resource("map", "b1"));
    EntityTable books = directory.table(Entity.RESOURCE, "book");
    assertEquals(
        List.of("b1", "b2"), IntStream.range(0, books.size()).mapToObj(books::id).toList());
    assertEquals(1, books.placeAfter("b1"));
    assertEquals(1, books.placeAfter("b11"));
    assertEquals(0, directory.table(Entity.RESOURCE, "map").size());
  }

  private static Object value(Structure entry, int field) {
    return String.valueOf(entry.value(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          subjects: {user: {ana: {rol: keeper}}}       | 1:25: unknown fact `rol`
          subjects: {user: {ana: {note: x}}}           | 1:25: the fact `note` does not come from the directory
          subjects: {robot: {r2: {role: keeper}}}      | 1:25: a `robot` has no fact `role`
          subjects: {user: {ana: {role: boss}}}        | 1:31: `role`: `boss` is none of reader, keeper
          subjects: {user: {ana: keeper}}              | 1:24: `ana` must be a map
          subjects: {usr: {ana: {}}}                   | 1:12: unknown type of subject `usr`
          subjects: [ana]                              | 1:11: `subjects` must be a map
          people: {user: {ana: {}}}                    | 1:1: unknown key `people`
          resources: {map: {m1: {shelf: b}}}           | 1:31: `shelf`: `b` is none of a
          resources: {map: {m1: {rare: true}}}         | 1:24: a `map` has no fact `rare`
          subjects: {user: {ana: {}, bob: {}, ana: {}}} | 1:37: duplicate key `ana`, first given in line 1
          []                                           | 1:1: the file must be a map
          """)
  void load_entryThatDoesNotFit_refusesTheSetAndSaysWhere(String text, String problem) {
    assertEquals(List.of("directory/all.yaml:" + problem), with(text).problems());
  }

  @Test
  void load_emptyFile_isRefused() {
    assertEquals(
        List.of("directory/all.yaml:1:1: the file is empty"), with("# nothing\n").problems());
  }

  @Test
  void load_sameIdInTwoFiles_isRefusedInTheSecond() {
    TestSet set = with(ANA).with("directory/more.yaml", "subjects:\n  user:\n    ana: {}\n");
    assertEquals(
        List.of("directory/more.yaml:3:5: `ana` stands in directory/all.yaml too"), set.problems());
  }

  @Test
  void load_fileOfAnotherEnding_isRefused() {
    assertEquals(
        List.of("directory/more.yml:1:1: files of the directory are `.yaml` files"),
        SET.with("directory/more.yml", ANA).problems());
  }

  @Test
  void load_teamCarrierFromTheDirectory_isRefused() {
    TestSet set =
        TestSet.of(
            """
            name: doors
            team: resource.properties.team
            resource: {properties: {team: {type: string, directory: fill}}}
            actions: {}
            """);
    assertEquals(
        List.of("schema.yaml:2:7: the fact that carries the team cannot come from the directory"),
        set.problems());
  }

  @Test
  void reload_unchangedFiles_areTakenOver() {
    TestSet two = with(ANA).with("directory/more.yaml", "subjects: {user: {bob: {}}}\n");
    Snapshot before = two.load();
    Snapshot sameDirectory =
        reload(two.with("requirements.yaml", "R-1: {basis: source, text: Hm.}\n"), before);
    assertSame(before.directory(), sameDirectory.directory());
    Snapshot after =
        reload(two.with("directory/more.yaml", "subjects: {user: {cleo: {}}}\n"), before);
    assertNotSame(before.directory(), after.directory());
    assertSame(before.directory().person("ana"), after.directory().person("ana"));
    assertNull(after.directory().person("bob"));
  }

  private static Snapshot reload(TestSet set, Snapshot previous) {
    PolicySetFiles files = set.files();
    return ((LoadResult.Loaded) PolicySetLoader.load(files, previous)).snapshot();
  }

  @Test
  void read_moreThanTheHeapCarries_isRefusedAtTheEntry() {
    Schema schema = SET.load().schema();
    DirectoryLimits limits = DirectoryLimits.of(64 << 20);
    assertEquals(2 << 20, limits.bytes());
    assertEquals(21_845, limits.entries());
    List<Diagnostic> problems = new ArrayList<>();
    DirectoryIndex.of(
        schema,
        limits,
        List.of(new SourceFile("directory/many.yaml", people(limits.entries() + 1))),
        null,
        problems);
    assertEquals(
        List.of("directory/many.yaml:21848:5: the directory has more than 21845 entries"),
        problems.stream().map(Diagnostic::headline).toList());
    assertTrue(problems.get(0).help().contains("-Xmx"), problems.get(0).help());
  }

  @Test
  void read_manyEntries_areAllThere() {
    List<Diagnostic> problems = new ArrayList<>();
    EntityDirectory directory =
        DirectoryIndex.of(
                SET.load().schema(),
                new DirectoryLimits(16 << 20, 100_000),
                List.of(new SourceFile("directory/many.yaml", people(20_000))),
                null,
                problems)
            .entries();
    assertEquals(List.of(), problems);
    assertEquals(20_000, directory.size());
    assertEquals("reader", value(directory.subject("user", "u19999"), 0));
  }

  private static String people(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "    u" + i + ": {role: reader}\n")
        .collect(Collectors.joining("", "subjects:\n  user:\n", ""));
  }
}
