package dev.portreeve.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.workbench.editor.EditorSchemas;
import dev.portreeve.workbench.format.SetFormatter;
import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.proof.CaseFilter;
import dev.portreeve.workbench.proof.CaseResult;
import dev.portreeve.workbench.proof.CaseRun;
import dev.portreeve.workbench.proof.ProofReport;
import dev.portreeve.workbench.proof.ProofText;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped sets, by the very code that their authors run. */
class ShippedSetsTest {

  static Stream<Path> sets() throws IOException {
    try (Stream<Path> folders = Files.list(Repository.root().resolve("policies"))) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void problems_none(Path directory) throws UnreadableSet {
    List<String> problems = load(directory).allProblems().stream().map(Diagnostic::render).toList();
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void cases_allPassAndLeaveNothingOpen(Path directory) throws UnreadableSet {
    CaseRun run = new CaseRun(load(directory), Progress.NONE);
    List<CaseResult> results = run.results(CaseFilter.ALL);
    assertFalse(results.isEmpty());
    ProofReport report = new ProofReport(results, Optional.of(run.open(() -> {})), 0);
    ProofText text = new ProofText(Palette.PLAIN);
    assertEquals("", text.failures(report) + text.open(report));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void fallbacks_none(Path directory) throws UnreadableSet {
    assertEquals(Map.of(), load(directory).loaded().fallbacks());
  }

  @ParameterizedTest
  @MethodSource("sets")
  void layout_isCanonical(Path directory) throws UnreadableSet {
    SetFormatter formatter = new SetFormatter();
    AuthoredSet set = load(directory);
    formatter.format(set.texts(), () -> set);
    assertEquals(List.of(), formatter.problems());
    assertEquals(Set.of(), formatter.changed().keySet(), () -> "run: portreeve fmt " + directory);
  }

  @ParameterizedTest
  @MethodSource("sets")
  void editorSchemas_areMadeOfTheSet(Path directory) throws UnreadableSet, IOException {
    AuthoredSet set = load(directory);
    String remedy = "run: portreeve schema --lines " + directory;
    for (Map.Entry<String, String> schema : EditorSchemas.of(set).entrySet()) {
      Path file = directory.resolve(EditorSchemas.FOLDER).resolve(schema.getKey());
      assertEquals(
          schema.getValue(), Files.exists(file) ? Files.readString(file) : "", () -> remedy);
    }
    set.texts()
        .byPath()
        .forEach((path, text) -> assertEquals(EditorSchemas.withLine(path, text), text, remedy));
  }

  private static AuthoredSet load(Path directory) throws UnreadableSet {
    return AuthoredSet.load(SetTexts.of(directory), TypeCheckStore.NONE);
  }
}
