package dev.portreeve.workbench.proof;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseAnswer;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.Coverage;
import dev.portreeve.engine.cases.Expectation;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.explain.Explainer;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.set.AuthoredSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the cases of a set that loads, and looks for what they leave open. Every case is decided by
 * the compiled policy and by cel-java's runtime; where these disagree the case fails.
 */
public final class CaseRun {
  private final AuthoredSet set;
  private final Progress progress;

  public CaseRun(AuthoredSet set, Progress progress) {
    this.set = set;
    this.progress = progress;
  }

  /** What came of the cases that a filter takes, in their order. */
  public List<CaseResult> results(CaseFilter filter) {
    Snapshot snapshot = set.loaded();
    List<Case> taken = set.cases().cases().stream().filter(filter::takes).toList();
    List<CaseResult> results = new ArrayList<>(taken.size());
    for (Case one : taken) {
      progress.at("cases", results.size(), taken.size());
      results.add(result(snapshot, one));
    }
    progress.end();
    return results;
  }

  private static CaseResult result(Snapshot snapshot, Case one) {
    Team team = one.team().map(CaseTeam::team).orElse(null);
    Frame frame = one.frame(snapshot.schema());
    Decision decision = team == null ? snapshot.decide(frame) : snapshot.decide(frame, team);
    List<Expectation.Difference> differences =
        new ArrayList<>(one.want().differences(CaseAnswer.of(decision)));
    Decision reference = snapshot.decide(one.frame(snapshot.schema()), team, ConstantProbe.NONE);
    if (!decision.equals(reference)) {
      differences.add(
          new Expectation.Difference(
              "compiled policy",
              "the decision of cel-java's runtime: " + reference,
              "" + decision));
    }
    return differences.isEmpty()
        ? new CaseResult(one, List.of(), Optional.empty())
        : new CaseResult(
            one,
            differences,
            Explainer.explain(snapshot, one.frame(snapshot.schema()), team).deciding());
  }

  /**
   * What the cases leave open, by file and position.
   *
   * @param watch called now and then; what it throws ends the search
   */
  public List<Diagnostic> open(Runnable watch) {
    int[] done = {0};
    int total = set.loaded().policies().size();
    try {
      return Coverage.gaps(
          set.loaded(),
          set.texts().byPath(),
          set.cases(),
          action -> {
            watch.run();
            progress.at("proof: policies", done[0]++, total);
          });
    } finally {
      progress.end();
    }
  }
}
