package dev.portreeve.policy.cases;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.lang.Catalogue;
import dev.portreeve.policy.lang.Policy;
import dev.portreeve.policy.source.Diagnostic;
import dev.portreeve.policy.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the cases of a set leave open: matches that none takes, conditions that are only ever
 * true, rules that none names, and changes to a policy or definition that none would notice.
 */
public final class Coverage {
  private static final String DEFINITIONS = "definitions.yaml";
  private static final String RULES = "rules.yaml";

  private Coverage() {}

  /**
   * The gaps, by file and position; empty when the cases prove the set.
   *
   * @param texts all texts of the set, by path relative to it
   */
  public static List<Diagnostic> gaps(Snapshot snapshot, Map<String, String> texts, CaseSet cases) {
    List<Diagnostic> gaps = new ArrayList<>();
    Set<String> named = new HashSet<>();
    Map<String, List<Trial>> trials = new HashMap<>();
    for (Case one : cases.cases()) {
      Trial trial = new Trial(one, snapshot);
      // a case that fails proves nothing
      if (trial.watch()) {
        named.addAll(one.rules());
        trials.computeIfAbsent(one.request().action(), action -> new ArrayList<>()).add(trial);
      }
    }
    SideProof sides = new SideProof(snapshot, trials, gaps);
    for (String action : snapshot.policies()) {
      Policy policy = snapshot.policy(action).orElseThrow();
      new PolicyProof(policy, trials.getOrDefault(action, List.of()), gaps).check();
      sides.check(policy);
    }
    sides.checkDefinitions(file(texts, DEFINITIONS));
    SourceFile rules = file(texts, RULES);
    snapshot
        .catalogue()
        .rules()
        .forEach(
            (id, rule) -> {
              if (rule.basis() != Catalogue.Basis.DOC && !named.contains(id)) {
                String message = "no case names the rule `" + id + "`";
                gaps.add(Diagnostic.of(rules, rule.position(), message));
              }
            });
    gaps.sort(Diagnostic.ORDER);
    return gaps;
  }

  private static SourceFile file(Map<String, String> texts, String path) {
    return new SourceFile(path, texts.getOrDefault(path, ""));
  }
}
