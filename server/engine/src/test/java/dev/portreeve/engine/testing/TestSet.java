package dev.portreeve.engine.testing;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A policy set written in a test. Each step answers a new one. */
public final class TestSet {
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Map<String, String> texts;

  private TestSet(Map<String, String> texts) {
    this.texts = Map.copyOf(texts);
  }

  /** A set of a schema alone. */
  public static TestSet of(String schema) {
    return new TestSet(Map.of("schema.yaml", schema));
  }

  /** The set with one more file, or another text of one. */
  public TestSet with(String path, String text) {
    Map<String, String> more = new TreeMap<>(texts);
    more.put(path, text);
    return new TestSet(more);
  }

  /** The set with a policy for an action: its {@code rule}, indented by two spaces. */
  public TestSet policy(String action, String rule) {
    return with("actions/" + action + ".yaml", "name: " + action + "\nrule:\n" + rule);
  }

  /** The set with a policy that permits with {@code yes} if a condition holds, else denies. */
  public TestSet condition(String action, String condition) {
    return policy(
        action,
        """
          match:
            - condition: |-
                %s
              output: permit("yes")
            - output: deny("no")
        """
            .formatted(condition));
  }

  public Map<String, String> texts() {
    return texts;
  }

  public PolicySetFiles files() {
    return PolicySetFiles.of(texts);
  }

  /** The set's snapshot; any problem fails the test. */
  public Snapshot load() {
    LoadResult result = PolicySetLoader.load(files());
    if (result instanceof LoadResult.Loaded loaded) {
      return loaded.snapshot();
    }
    throw new AssertionError(shown(((LoadResult.Refused) result).problems()));
  }

  /** What is wrong with the set, one headline each. */
  public List<String> problems() {
    return PolicySetLoader.load(files()) instanceof LoadResult.Refused refused
        ? refused.problems().stream().map(Diagnostic::headline).toList()
        : List.of();
  }

  /** A frame of the set that says nothing yet. */
  public static Frame frame(Snapshot snapshot, String action) {
    return Frame.of(snapshot.schema(), NOW)
        .subject("user", "ana")
        .action(action)
        .resource("door", "d1");
  }

  /** A team of the set; any problem fails the test. */
  public static Team team(Snapshot snapshot, String id, String text) {
    List<Diagnostic> problems = new ArrayList<>();
    return new TeamReader(snapshot.schema())
        .read(new SourceFile("teams/" + id + ".yaml", text), problems)
        .orElseThrow(() -> new AssertionError(shown(problems)));
  }

  private static String shown(List<Diagnostic> problems) {
    return problems.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
  }
}
