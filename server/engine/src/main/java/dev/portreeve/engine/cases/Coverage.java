package dev.portreeve.engine.cases;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.Requirements;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds what the cases of a set leave open: matches that none takes, conditions that are only ever
 * true, requirements that none names (if the set keeps any), and changes to a policy or definition
 * that none would notice.
 */
public final class Coverage {
  private static final String DEFINITIONS = "definitions.yaml";
  private static final String REQUIREMENTS = "requirements.yaml";

  private Coverage() {}

  /**
   * The gaps, by file and position; empty when the cases prove the set.
   *
   * @param texts all texts of the set, by path relative to it
   */
  public static List<Diagnostic> gaps(Snapshot snapshot, Map<String, String> texts, CaseSet cases) {
    return gaps(snapshot, texts, cases, action -> {});
  }

  /**
   * The same, watched.
   *
   * @param progress told the name of each policy before it is looked at; what it throws ends the
   *     search
   */
  public static List<Diagnostic> gaps(
      Snapshot snapshot, Map<String, String> texts, CaseSet cases, Consumer<String> progress) {
    List<Diagnostic> gaps = new ArrayList<>();
    Set<String> named = new HashSet<>();
    Map<String, List<PreparedCase>> trials = new HashMap<>();
    for (Case one : cases.cases()) {
      PreparedCase trial = new PreparedCase(one, snapshot);
      // a case that fails proves nothing
      if (trial.watch()) {
        named.addAll(one.cites());
        trials.computeIfAbsent(one.request().action(), action -> new ArrayList<>()).add(trial);
      }
    }
    OperandCoverage sides = new OperandCoverage(snapshot, trials, gaps);
    boolean citing = !snapshot.requirements().byId().isEmpty();
    List<PreparedCase> all = trials.values().stream().flatMap(List::stream).toList();
    snapshot
        .guards()
        .document()
        .ifPresent(guards -> new MatchCoverage(guards, all, citing, gaps).check());
    for (String action : new TreeSet<>(snapshot.policies())) {
      progress.accept(action);
      Policy policy = snapshot.policy(action).orElseThrow();
      new MatchCoverage(policy, trials.getOrDefault(action, List.of()), citing, gaps).check();
      sides.check(policy);
    }
    snapshot.guards().document().ifPresent(sides::checkGuards);
    sides.checkDefinitions(file(texts, DEFINITIONS));
    SourceFile requirements = file(texts, REQUIREMENTS);
    snapshot
        .requirements()
        .byId()
        .forEach(
            (id, requirement) -> {
              if (requirement.basis() != Requirements.Basis.DOC && !named.contains(id)) {
                String message = "no case cites the requirement `" + id + "`";
                gaps.add(Diagnostic.of(requirements, requirement.position(), message));
              }
            });
    // what the policy of a group leaves open, it may leave open for several actions
    return gaps.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }

  private static SourceFile file(Map<String, String> texts, String path) {
    return new SourceFile(path, texts.getOrDefault(path, ""));
  }
}
