package dev.portreeve.workbench.validation;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.workbench.set.AuthoredSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is wrong with a set, its cases and teams, and what is legal but suspicious.
 *
 * @param findings by file and position
 */
public record Validation(List<Finding> findings) {
  public Validation {
    findings = findings.stream().distinct().sorted(Finding.ORDER).toList();
  }

  /** Looks through a set. Warnings are looked for only in a set that loads. */
  public static Validation of(AuthoredSet set) {
    List<Finding> findings = new ArrayList<>();
    set.allProblems().forEach(problem -> findings.add(new Finding(FindingKind.PROBLEM, problem)));
    set.snapshot().ifPresent(snapshot -> warn(snapshot, set, findings));
    return new Validation(findings.stream().distinct().toList());
  }

  private static void warn(Snapshot snapshot, AuthoredSet set, List<Finding> findings) {
    for (String action : snapshot.policies()) {
      findings.addAll(new DeadMatches(snapshot, snapshot.policy(action).orElseThrow()).find());
    }
    findings.addAll(new UnusedNames(snapshot, set).find());
    findings.addAll(new TeamWarnings(snapshot.schema()).find(set.teamFiles(), set.teams()));
    snapshot
        .routes()
        .warnings()
        .forEach(warning -> findings.add(new Finding(FindingKind.ROUTE, warning)));
    snapshot
        .fallbacks()
        .forEach(
            (action, why) -> {
              SourceFile file = snapshot.policy(action).orElseThrow().file();
              String message = "the policy is not compiled but left to cel-java's runtime: " + why;
              findings.add(
                  new Finding(
                      FindingKind.NOT_COMPILED, Diagnostic.of(file, Position.START, message)));
            });
  }

  /** What keeps the set, a case or a team from being used. */
  public List<Finding> problems() {
    return findings.stream().filter(finding -> !finding.kind().warning()).toList();
  }

  /** What is legal but suspicious. */
  public List<Finding> warnings() {
    return findings.stream().filter(finding -> finding.kind().warning()).toList();
  }
}
