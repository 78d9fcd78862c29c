package dev.portreeve.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise names the test that holds it, and that test is there. */
@Tag("gate")
class NamedTestsTest {
  private static final SourceTree SOURCES = SourceTree.ofTheBuild();

  @ParameterizedTest
  @ValueSource(strings = {"SECURITY.md", "server/TESTING.md"})
  void promises_everyTestThatTheyName_isThere(String document) throws IOException {
    assertEquals(List.of(), new NamedTests(SOURCES).missing(SOURCES.root().resolve(document)));
  }

  @Test
  void missing_classesAndMethodsThatAreNone_areNamedWithTheirLine(@TempDir Path folder)
      throws IOException {
    Path document = folder.resolve("PROMISES.md");
    Files.writeString(
        document,
        """
        `Prose` of any kind
        | promise | test |
        |---|---|
        | one | `NamedTestsTest.missing_*`, `.promises_everyTestThatTheyName_isThere`, `bench/run` |
        | two | `NamedTestsTest.missing_nothing`, `promises_*` *soak* |
        | three | `NoSuchTest` |
        | three | `NamedTestsTest`, `.promises_none*`, `...For...` |
        """);
    assertEquals(
        List.of(
            "PROMISES.md:5: `NamedTestsTest.missing_nothing`",
            "PROMISES.md:6: `NoSuchTest`",
            "PROMISES.md:7: `.promises_none*`",
            "PROMISES.md:7: `...For...`"),
        new NamedTests(SOURCES).missing(document));
  }
}
