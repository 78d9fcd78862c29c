package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.yaml.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What authors are told of broken sets: each directory is laid over a good one. */
class DiagnosticsTest {
  private static final Path ROOT = Path.of("src/test/resources/diagnostics");
  private static final String BASE = "_base";

  /** Words of the machinery, which no author has heard of. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "(?i)exception|null pointer|optional|dev\\.|java\\.|snakeyaml|mapping values|overload|"
              + "portreeve\\.|@[0-9a-f]{6}|container|token recognition");

  @TestFactory
  Stream<DynamicTest> load_brokenSet_tellsWhatIsWrong() throws IOException {
    List<Path> directories;
    try (Stream<Path> all = Files.list(ROOT)) {
      directories = all.filter(path -> !path.endsWith(BASE)).sorted().toList();
    }
    return directories.stream()
        .map(path -> dynamicTest(path.getFileName().toString(), () -> check(path)));
  }

  private static void check(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>(SetDirectory.read(ROOT.resolve(BASE)));
    texts.putAll(SetDirectory.read(directory));
    List<Diagnostic> problems = problems(texts);
    assertFalse(problems.isEmpty(), "nothing is wrong");
    String shown = problems.stream().map(Diagnostic::render).collect(Collectors.joining("\n\n"));
    Golden.check(directory.resolve("expected.txt"), shown + "\n");
    for (Diagnostic problem : problems) {
      String message = problem.message() + problem.help();
      assertFalse(INTERNAL.matcher(message).find(), message);
      assertFalse(message.contains("\n"), message);
    }
    assertFalse(problems.toString().contains("s3cr3t"), "the secret is shown");
  }

  private static List<Diagnostic> problems(Map<String, String> texts) {
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(texts));
    if (result instanceof LoadResult.Loaded loaded) {
      List<Diagnostic> problems = new ArrayList<>();
      CaseSet.read(loaded.snapshot(), texts, problems);
      return problems;
    }
    return ((LoadResult.Refused) result).problems();
  }

  @Test
  void load_base_nothingWrong() throws IOException {
    assertTrue(problems(SetDirectory.read(ROOT.resolve(BASE))).isEmpty());
  }
}
