package dev.portreeve.sidecar.log;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.DecisionId;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.type.Structure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision that is to be written, with what it was made of. Nobody changes the frame any more.
 *
 * @param id identifies it
 * @param snapshot the policies that decided
 * @param frame the check
 * @param team the one that was decided for, or null when none is known
 * @param decision what was decided
 * @param source who asked
 * @param nanos how long it took to decide
 */
record LoggedDecision(
    DecisionId id,
    Snapshot snapshot,
    Frame frame,
    @Nullable Team team,
    Decision decision,
    CheckSource source,
    long nanos)
    implements LogEntry {
  private static final int BARE = 512;
  private static final int VALUE = 48;

  @Override
  public int weight() {
    return weight(frame, source);
  }

  /** Roughly the bytes that a check holds. */
  static int weight(Frame frame, CheckSource source) {
    int weight = BARE + frame.subjectId().length() + frame.resourceId().length();
    weight += frame.actionName().length() + frame.subjectType().length();
    weight += frame.resourceType().length() + source.requestId().length();
    for (int slot = 0; slot < frame.schema().facts().size(); slot++) {
      Object value = frame.value(slot);
      if (value != null) {
        weight += weight(value);
      }
    }
    return weight;
  }

  private static int weight(Object value) {
    int weight = VALUE;
    if (value instanceof String text) {
      weight += text.length();
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        weight += weight(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        weight += weight(member.getKey()) + weight(member.getValue());
      }
    } else if (value instanceof Structure structure) {
      for (int i = 0; i < structure.type().fields().size(); i++) {
        Object field = structure.value(i);
        weight += field == null ? 0 : weight(field);
      }
    }
    return weight;
  }
}
