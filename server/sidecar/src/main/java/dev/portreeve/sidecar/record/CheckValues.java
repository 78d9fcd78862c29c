package dev.portreeve.sidecar.record;

import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.RecordValue;
import dev.portreeve.engine.schema.RecordValue.Wanted;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the values of records come to in one check.
 *
 * @param frame of the check
 * @param team that it is decided for
 * @param obligation of the permit; null where none is fulfilled
 */
record CheckValues(Frame frame, Team team, @Nullable Obligation obligation) {
  /**
   * Says that a value is not there: a fact that was not given, or not in its form, or something
   * that the obligation does not say.
   */
  static final class Unsaid extends Impossible {
    private static final long serialVersionUID = 1L;

    Unsaid(String problem, Optional<FactProblem> fact) {
      super(problem, fact);
    }
  }

  /** What a value comes to. */
  Object of(RecordValue value) throws Unsaid {
    if (value instanceof RecordValue.Now) {
      return frame.now().truncatedTo(ChronoUnit.MILLIS).toString();
    } else if (value instanceof RecordValue.SubjectId) {
      return frame.subjectId();
    } else if (value instanceof RecordValue.ResourceId) {
      return frame.resourceId();
    } else if (value instanceof RecordValue.ResourceType) {
      return frame.resourceType();
    } else if (value instanceof RecordValue.Constant constant) {
      return constant.value();
    } else if (value instanceof RecordValue.OfFact of) {
      return given(Lookup.fact(frame, team, of.fact()));
    }
    String name = ((RecordValue.OfObligation) value).member();
    Object member = obligation == null ? null : obligation.properties().get(name);
    if (member == null) {
      throw new Unsaid("the obligation says nothing of `" + name + "`", Optional.empty());
    }
    return member;
  }

  private static Object given(Object found) throws Unsaid {
    if (found instanceof FactProblem problem) {
      throw new Unsaid("`" + problem.path() + "` is needed", Optional.of(problem));
    }
    return found;
  }

  /** What several values come to. */
  Map<String, Object> of(Map<String, RecordValue> values) throws Unsaid {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map.Entry<String, RecordValue> each : values.entrySet()) {
      all.put(each.getKey(), of(each.getValue()));
    }
    return all;
  }

  /** Whether everything is as it must be; what is not said is not. */
  boolean hold(Map<RecordValue, Wanted> conditions) throws Unsaid {
    for (Map.Entry<RecordValue, Wanted> each : conditions.entrySet()) {
      Wanted wanted = each.getValue();
      Object found;
      try {
        found = of(each.getKey());
      } catch (Unsaid e) {
        found = "";
      }
      if (!wanted.holds(found, of(wanted.value()))) {
        return false;
      }
    }
    return true;
  }
}
