package dev.portreeve.engine.explain;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides checks by the reference form of their policies and tells how the decisions came about.
 * Takes some hundred times as long as deciding.
 */
public final class Explainer {
  private Explainer() {}

  /**
   * Explains a check.
   *
   * @param frame made with the snapshot's schema
   * @param team the one the frame names, or null when none is known
   */
  public static Explanation explain(Snapshot snapshot, Frame frame, @Nullable Team team) {
    Recording recording = new Recording();
    Decision decision =
        snapshot.decide(frame, team, oracle -> (f, t) -> oracle.decide(f, t, recording, recording));
    Optional<Policy> policy = snapshot.policy(frame.actionName());
    if (policy.isEmpty()) {
      return new Explanation(decision, List.of());
    }
    List<Step> steps = new ArrayList<>();
    int deciding = deciding(snapshot, policy.get(), recording);
    for (Optional<Policy> document : List.of(snapshot.guards().document(), policy)) {
      document.ifPresent(
          one -> {
            DetailReader details = new DetailReader(snapshot, one, frame, team);
            add(one, recording, deciding, details, steps);
          });
    }
    return new Explanation(decision, steps);
  }

  /** The id of the match that gave the decision, or -1. */
  private static int deciding(Snapshot snapshot, Policy policy, Recording recording) {
    List<RuleTree.Match> matches = new ArrayList<>(snapshot.guards().matches());
    matches.addAll(policy.matches());
    int deciding = -1;
    for (Recording.Tried one : recording.tried()) {
      boolean output = matches.get(one.match()).result() instanceof RuleTree.Result.Output;
      deciding = one.held() && output ? one.match() : deciding;
    }
    return deciding;
  }

  /** Adds the matches of a document that were tried. */
  private static void add(
      Policy policy, Recording recording, int deciding, DetailReader details, List<Step> steps) {
    BitSet tried = new BitSet();
    recording.tried().forEach(one -> tried.set(one.match()));
    for (RuleTree.Match match : policy.matches()) {
      Optional<Recording.Evaluation> evaluation = match.condition().flatMap(recording::of);
      // A condition that fails ends the decision: its match counts as tried as well.
      if (tried.get(match.id()) || evaluation.isPresent()) {
        steps.add(step(policy, match, evaluation, match.id() == deciding, details));
      }
    }
  }

  private static Step step(
      Policy policy,
      RuleTree.Match match,
      Optional<Recording.Evaluation> evaluation,
      boolean decides,
      DetailReader details) {
    return new Step(
        policy.file().name(),
        match.position().line(),
        match.position().column(),
        match.cites(),
        match.condition().map(Explainer::text).orElse(""),
        evaluation.map(Recording.Evaluation::verdict).orElseGet(() -> Verdict.of(true)),
        evaluation.map(details::detail).orElseGet(Detail::none),
        match.result() instanceof RuleTree.Result.Output output ? text(output.ast()) : "",
        decides);
  }

  private static String text(CelAbstractSyntaxTree ast) {
    return ast.getSource().getContent().toString().replaceAll("\\s+", " ").strip();
  }
}
