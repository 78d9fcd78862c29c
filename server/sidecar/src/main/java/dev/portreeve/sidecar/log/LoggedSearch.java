package dev.portreeve.sidecar.log;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a search, or a condition that was made of a check: what checks would permit. Nobody
 * changes the frame any more.
 *
 * @param type of the record
 * @param sought what the check leaves open: subject, resource or action
 * @param snapshot the policies that decided
 * @param frame the rest of the check
 * @param team the one that was decided for, or null when none is known
 * @param result what is told of the answer: strings, numbers and truth values by name
 * @param source who asked
 * @param nanos how long it took
 */
public record LoggedSearch(
    Type type,
    Entity sought,
    Snapshot snapshot,
    Frame frame,
    @Nullable Team team,
    Map<String, Object> result,
    CheckSource source,
    long nanos)
    implements LogEntry {

  /** The types of records that are no decisions. */
  public enum Type {
    SEARCH("search"),
    FILTER("filter");

    private final String code;

    Type(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  @Override
  public int weight() {
    return LoggedDecision.weight(frame, source);
  }
}
