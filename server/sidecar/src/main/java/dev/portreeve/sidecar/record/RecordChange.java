package dev.portreeve.sidecar.record;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.schema.Fulfilment.Value;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.approval.Approval;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRecord;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change of a record.
 *
 * @param wanted what the schema says
 * @param id of the record
 * @param from what was stored; null: nothing
 * @param to what is stored then; null: nothing
 * @param written whether it changes anything, and a touched time by a minute at least
 */
record RecordChange(
    Fulfilment wanted,
    String id,
    @Nullable Map<String, Object> from,
    @Nullable Map<String, Object> to,
    boolean written) {
  /** Written more often, the last use of a key would cost a transaction for each reading. */
  private static final Duration TOUCHED_FOR = Duration.ofMinutes(1);

  /** Says that a change cannot be made, so that nothing of its decision is. */
  static final class Impossible extends Exception {
    private static final long serialVersionUID = 1L;

    Impossible(String problem) {
      super(problem);
    }
  }

  /**
   * Makes a change.
   *
   * @param obligation whose members are stored, or null
   */
  static RecordChange make(
      Fulfilment wanted, Frame frame, @Nullable Obligation obligation, StoreTransaction transaction)
      throws SQLException, Impossible {
    String team = frame.teamId().orElseThrow();
    Origin origin = new Origin(frame, obligation);
    String id =
        wanted.id().isPresent()
            ? String.valueOf(origin.value(wanted.id().get()))
            : Approval.id(wanted.type() + "_");
    Optional<StoredRecord> known = transaction.knownOf(team, wanted.type(), id);
    boolean fresh = wanted.operation() == Fulfilment.Operation.PUT;
    if (known.isPresent() == fresh) {
      throw new Impossible(
          "the store has " + (fresh ? "a" : "no") + " " + wanted.type() + " `" + id + "`");
    }
    Map<String, Object> before =
        known.isEmpty() ? null : new JsonObject(known.get().document()).getMap();
    Map<String, Object> after =
        before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before);
    for (Map.Entry<String, Value> member : wanted.members().entrySet()) {
      Object value = origin.value(member.getValue());
      expectFit(frame, wanted.type(), member.getKey(), value);
      after.put(member.getKey(), value);
    }
    Map<String, Object> to = wanted.operation() == Fulfilment.Operation.REMOVE ? null : after;
    RecordChange change =
        new RecordChange(wanted, id, before, to, worthwhile(wanted, before, to, frame.now()));
    if (change.written) {
      change.store(team, transaction);
    }
    return change;
  }

  /** Where stored values come from. */
  private record Origin(Frame frame, @Nullable Obligation obligation) {
    Object value(Value value) throws Impossible {
      if (value instanceof Value.Now) {
        return frame.now().truncatedTo(ChronoUnit.MILLIS).toString();
      } else if (value instanceof Value.SubjectId) {
        return frame.subjectId();
      } else if (value instanceof Value.ResourceId) {
        return frame.resourceId();
      } else if (value instanceof Value.Constant constant) {
        return constant.value();
      }
      String name = ((Value.OfObligation) value).member();
      Object member = obligation == null ? null : obligation.properties().get(name);
      if (member == null) {
        throw new Impossible("the obligation says nothing of `" + name + "`");
      }
      return member;
    }
  }

  private static void expectFit(Frame frame, String type, String name, Object value)
      throws Impossible {
    for (Fact fact : KeptFacts.named(frame.schema(), type, name)) {
      if (fact.type().accept(value) instanceof InvalidValue) {
        throw new Impossible("`" + name + "` of a " + type + " does not take this value");
      }
    }
  }

  private static boolean worthwhile(
      Fulfilment wanted,
      @Nullable Map<String, Object> from,
      @Nullable Map<String, Object> to,
      Instant now) {
    if (from == null || to == null) {
      return true;
    }
    return wanted.operation() == Fulfilment.Operation.TOUCH
        ? wanted.members().keySet().stream().anyMatch(name -> !isFresh(from.get(name), now))
        : !from.equals(to);
  }

  private static boolean isFresh(@Nullable Object time, Instant now) {
    try {
      return time instanceof String text && now.isBefore(Instant.parse(text).plus(TOUCHED_FOR));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void store(String team, StoreTransaction transaction) throws SQLException {
    if (to == null) {
      transaction.remove(new StoredRecord(team, wanted.type(), id, "{}"));
    } else {
      transaction.put(new StoredRecord(team, wanted.type(), id, JsonText.of(to)));
    }
  }

  /** Whether the server has made the record's id. */
  boolean named() {
    return wanted.id().isEmpty();
  }

  /** Which record it is. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("type", wanted.type());
    told.put("id", id);
    return told;
  }

  /** What the audit keeps of it. */
  Map<String, Object> audited() {
    Map<String, Object> audited = told();
    audited.put("operation", wanted.operation().name().toLowerCase(Locale.ROOT));
    audited.put("from", from == null ? JsonNull.INSTANCE : from);
    audited.put("to", to == null ? JsonNull.INSTANCE : to);
    return audited;
  }
}
