package dev.portreeve.workbench.space;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.ActionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which fields each match of an action's policy reads, the guards' included. */
final class PolicyReads {
  private final Snapshot snapshot;
  private final Map<String, CelAbstractSyntaxTree> variables = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Integer> places = new HashMap<>();

  /** A match in the order of the file; {@code end} is the place after those nested in it. */
  private static final class Entry {
    private final RuleTree.Match match;
    private final Set<String> condition;
    private Set<String> output = Set.of();
    private int end;

    Entry(RuleTree.Match match, Set<String> condition) {
      this.match = match;
      this.condition = condition;
    }
  }

  private PolicyReads(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** What the policy of an action reads; nothing where the set has none. */
  static PolicyReads of(Snapshot snapshot, String action) {
    PolicyReads reads = new PolicyReads(snapshot);
    Optional<Policy> policy = snapshot.policy(action);
    Optional<ActionSpec> spec = snapshot.schema().action(action);
    if (policy.isPresent() && spec.isPresent()) {
      reads.add(snapshot.guards().of(spec.get()));
      reads.add(policy.get().tree());
    }
    return reads;
  }

  private void add(RuleTree tree) {
    tree.variables().forEach(variable -> variables.put(variable.name(), variable.ast()));
    for (RuleTree.Match match : tree.matches()) {
      Entry entry =
          new Entry(match, match.condition().map(this::fields).orElseGet(LinkedHashSet::new));
      places.put(match.id(), entries.size());
      entries.add(entry);
      if (match.result() instanceof RuleTree.Result.Nested nested) {
        add(nested.rule());
      } else {
        entry.output = fields(((RuleTree.Result.Output) match.result()).ast());
      }
      entry.end = entries.size();
    }
  }

  private Set<String> fields(CelAbstractSyntaxTree ast) {
    FactReads reads = new FactReads(snapshot.definitions());
    reads.enter(ast);
    Set<String> fields = new LinkedHashSet<>();
    for (String field : reads.fields()) {
      CelAbstractSyntaxTree variable = variables.get(field);
      if (variable != null) {
        fields.addAll(fields(variable));
      } else if (!field.startsWith(Variables.PREFIX)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /**
   * The fields on which a decision rests: those of every match that was tried, and of the output.
   *
   * @param tried what was tried
   */
  Set<String> readBy(List<Tried> tried) {
    Set<String> read = new LinkedHashSet<>();
    int next = 0;
    for (Tried one : tried) {
      int place = place(one.match());
      if (place < 0) {
        continue;
      }
      read.addAll(condition(place));
      if (one.held()) {
        read.addAll(output(place));
      }
      next = after(place, one.held());
    }
    // A condition that fails ends the decision without its match being told of.
    if (next < entries.size()) {
      read.addAll(entries.get(next).condition);
    }
    return read;
  }

  /** How many matches there are, nested ones included. */
  int size() {
    return entries.size();
  }

  /** The match at a place, from 0 in the order of the files. */
  RuleTree.Match match(int place) {
    return entries.get(place).match;
  }

  /** The fields that the condition of the match at a place reads. */
  Set<String> condition(int place) {
    return entries.get(place).condition;
  }

  /** The fields that the output of the match at a place reads; none where a rule is nested. */
  Set<String> output(int place) {
    return entries.get(place).output;
  }

  /** The place of the match that is tried after one; {@link #size} where that one decides. */
  int after(int place, boolean held) {
    Entry entry = entries.get(place);
    boolean decides = held && entry.match.result() instanceof RuleTree.Result.Output;
    return decides ? entries.size() : held ? place + 1 : entry.end;
  }

  /** The place of a match, or -1. */
  int place(int match) {
    return places.getOrDefault(match, -1);
  }

  /** The match that gave a decision, or empty when none did. */
  Optional<RuleTree.Match> deciding(List<Tried> tried) {
    Optional<RuleTree.Match> deciding = Optional.empty();
    for (Tried one : tried) {
      int place = place(one.match());
      if (place >= 0 && one.held() && match(place).result() instanceof RuleTree.Result.Output) {
        deciding = Optional.of(match(place));
      }
    }
    return deciding;
  }

  /** A match that was tried, and whether it held. */
  record Tried(int match, boolean held) {}
}
