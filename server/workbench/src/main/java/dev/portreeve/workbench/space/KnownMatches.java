package dev.portreeve.workbench.space;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.lang.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has come of the matches of one policy so far, by what they read.
 *
 * <p>A condition that reads two settings comes to the same in thousands of checks that differ in
 * something else, and cel-java takes some microseconds for it. So each is evaluated once for the
 * values of the facts that it reads.
 */
final class KnownMatches {
  private static final String PLAN = "team.plan";

  private final PolicyReads reads;
  private final List<Map<Map<String, Object>, Came>> conditions = new ArrayList<>();
  private final List<Map<Map<String, Object>, Decision>> outputs = new ArrayList<>();
  private final List<Reading> conditionReads = new ArrayList<>();
  private final List<Reading> outputReads = new ArrayList<>();

  KnownMatches(PolicyReads reads) {
    this.reads = reads;
    for (int place = 0; place < reads.size(); place++) {
      conditions.add(new HashMap<>());
      outputs.add(new HashMap<>());
      conditionReads.add(new Reading(reads.condition(place)));
      outputReads.add(new Reading(reads.output(place)));
    }
  }

  /**
   * What came of a condition.
   *
   * @param held whether it holds
   * @param failure what is decided where it has no value
   */
  private record Came(boolean held, Optional<Decision> failure) {}

  /** What an expression reads, and which values of a point that may be. */
  private static final class Reading {
    private final Set<String> fields = new LinkedHashSet<>();
    private final Map<String, Boolean> relevant = new HashMap<>();
    private boolean everything;

    Reading(Set<String> read) {
      for (String field : read) {
        String variable = field.substring(0, Math.max(0, field.indexOf('.')));
        fields.add(field);
        if (variable.equals(Variables.SETTINGS) || variable.equals(Variables.CONTROLS)) {
          fields.add(PLAN);
        }
        // What a change proposes stands in facts that only the schema names.
        everything |= variable.equals(Variables.CHANGE);
      }
      // The types say which facts there are at all.
      fields.addAll(List.of("subject.type", "resource.type"));
    }

    /** The values of a point on which the expression rests. */
    Map<String, Object> of(Point point) {
      Map<String, Object> key = new HashMap<>();
      point
          .values()
          .forEach(
              (name, value) -> {
                if (relevant.computeIfAbsent(name, this::isRead)) {
                  key.put(name, value);
                }
              });
      return key;
    }

    private boolean isRead(String name) {
      return everything
          || fields.stream()
              .anyMatch(
                  field ->
                      name.equals(field)
                          || name.startsWith(field + ".")
                          || field.startsWith(name + "."));
    }
  }

  /**
   * The decision of a check, or empty when something of it is not known yet.
   *
   * @param tried where the matches go that are tried
   */
  Optional<Decision> decide(Point point, List<PolicyReads.Tried> tried) {
    int place = 0;
    while (place < reads.size()) {
      Came came = conditions.get(place).get(conditionReads.get(place).of(point));
      if (came == null) {
        return Optional.empty();
      }
      if (came.failure().isPresent()) {
        return came.failure();
      }
      RuleTree.Match match = reads.match(place);
      tried.add(new PolicyReads.Tried(match.id(), came.held()));
      if (came.held() && match.result() instanceof RuleTree.Result.Output) {
        return Optional.ofNullable(outputs.get(place).get(outputReads.get(place).of(point)));
      }
      place = reads.after(place, came.held());
    }
    return Optional.empty();
  }

  /** Whether a match holds in a check, or null where that is not known. */
  @Nullable Boolean holds(int match, Point point) {
    int place = reads.place(match);
    Came came = place < 0 ? null : conditions.get(place).get(conditionReads.get(place).of(point));
    return came == null || came.failure().isPresent() ? null : came.held();
  }

  /** Notes what came of the matches that were tried. */
  void learn(Point point, List<PolicyReads.Tried> tried, Decision decision) {
    int next = 0;
    for (PolicyReads.Tried one : tried) {
      int place = reads.place(one.match());
      if (place < 0) {
        return;
      }
      conditions
          .get(place)
          .put(conditionReads.get(place).of(point), new Came(one.held(), Optional.empty()));
      next = reads.after(place, one.held());
      if (one.held() && next == reads.size()) {
        outputs.get(place).put(outputReads.get(place).of(point), decision);
      }
    }
    // A condition that fails ends the decision without its match being told of.
    if (!tried.isEmpty() && next < reads.size()) {
      conditions
          .get(next)
          .put(conditionReads.get(next).of(point), new Came(false, Optional.of(decision)));
    }
  }
}
