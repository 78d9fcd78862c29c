package dev.portreeve.workbench.proof;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The match of a policy that gave a decision.
 *
 * @param file where it stands
 * @param line from 1
 * @param cites the ids of the requirements that it carries
 * @param output the text of its output
 */
public record DecidingMatch(String file, int line, List<String> cites, String output) {
  public DecidingMatch {
    cites = List.copyOf(cites);
  }

  /**
   * The match that decides a check, or empty when none is reached.
   *
   * @param team the one the frame names, or null when none is known
   */
  public static Optional<DecidingMatch> of(Snapshot snapshot, Frame frame, @Nullable Team team) {
    int[] last = {-1};
    Optional<Policy> policy = snapshot.policy(frame.actionName());
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    List<RuleTree.Match> matches = policy.get().matches();
    snapshot.decide(
        frame,
        team,
        (match, held) -> {
          if (held && matches.get(match).result() instanceof RuleTree.Result.Output) {
            last[0] = match;
          }
          return held;
        });
    return last[0] < 0
        ? Optional.empty()
        : Optional.of(of(policy.get().file().name(), matches.get(last[0])));
  }

  private static DecidingMatch of(String file, RuleTree.Match match) {
    String output =
        match.result() instanceof RuleTree.Result.Output known
            ? known.ast().getSource().getContent().toString()
            : "";
    return new DecidingMatch(
        file, match.position().line(), match.cites(), output.replaceAll("\\s+", " ").strip());
  }

  /** {@code actions/collection.export.yaml:12}. */
  public String location() {
    return file + ":" + line;
  }
}
