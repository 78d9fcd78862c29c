package dev.portreeve.sidecar.record;

import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.schema.Fulfilment.Operation;
import dev.portreeve.engine.schema.RecordValue;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.sidecar.approval.Approval;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes records of one team within a transaction, as a schema says. */
final class RecordSteps {
  /** Written more often, the last use of a key would cost a transaction for each reading. */
  private static final Duration TOUCHED_FOR = Duration.ofMinutes(1);

  private final CheckValues values;
  private final String team;
  private final StoreTransaction transaction;
  private final RecordSource<SQLException> source;

  RecordSteps(CheckValues values, String team, StoreTransaction transaction) {
    this.values = values;
    this.team = team;
    this.transaction = transaction;
    this.source = RecordSource.of(transaction, team);
  }

  /** Makes the changes of a step; those that would change nothing are not written and not told. */
  List<Change> make(Fulfilment step) throws SQLException, Impossible {
    List<Change> made = new ArrayList<>();
    for (Change change : changes(step)) {
      if (worthwhile(change)) {
        change.store(team, transaction);
        made.add(change);
      }
    }
    return made;
  }

  private List<Change> changes(Fulfilment step) throws SQLException, Impossible {
    Map<String, Object> said = values.of(step.members());
    for (Map.Entry<String, Object> member : said.entrySet()) {
      expectFit(step.type(), member.getKey(), member.getValue());
    }
    if (step.where().isEmpty()) {
      return List.of(byId(step, said));
    }
    RecordQuery query = RecordQuery.of(step.type(), step.where(), values);
    List<Change> changes = new ArrayList<>();
    for (StoredRecord known : query.find(source)) {
      changes.add(change(step, known.id(), known.members(), said));
    }
    if (step.operation() == Operation.KEEP && changes.isEmpty()) {
      Map<String, Object> fresh = new LinkedHashMap<>();
      query.wanted().forEach((name, member) -> fresh.put(name, member.value()));
      fresh.putAll(said);
      return List.of(new Change(step, newId(step), null, fresh));
    }
    return changes;
  }

  private Change byId(Fulfilment step, Map<String, Object> said) throws SQLException, Impossible {
    Optional<RecordValue> named = step.id();
    String id = named.isPresent() ? String.valueOf(values.of(named.get())) : newId(step);
    Optional<StoredRecord> known = source.find(step.type(), id);
    boolean fresh = step.operation() == Operation.PUT;
    if (known.isPresent() == fresh) {
      throw new Impossible(
          "the store has " + (fresh ? "a" : "no") + " " + step.type() + " `" + id + "`");
    }
    return change(step, id, known.map(StoredRecord::members).orElse(null), said);
  }

  private static String newId(Fulfilment step) {
    return Approval.id(step.type() + "_");
  }

  private static Change change(
      Fulfilment step, String id, @Nullable Map<String, Object> from, Map<String, Object> said) {
    Map<String, Object> to = from == null ? new LinkedHashMap<>() : new LinkedHashMap<>(from);
    to.putAll(said);
    return new Change(step, id, from, step.operation() == Operation.REMOVE ? null : to);
  }

  private void expectFit(String type, String name, Object value) throws Impossible {
    ValueType wanted = values.frame().schema().recordMembers(type).get(name);
    if (wanted != null && wanted.accept(value) instanceof InvalidValue) {
      throw new Impossible("`" + name + "` of a " + type + " does not take this value");
    }
  }

  private boolean worthwhile(Change change) {
    Map<String, Object> from = change.from();
    Map<String, Object> to = change.to();
    if (from == null || to == null) {
      return true;
    }
    return change.wanted().operation() == Operation.TOUCH
        ? change.wanted().members().keySet().stream().anyMatch(name -> !isFresh(from.get(name)))
        : !from.equals(to);
  }

  private boolean isFresh(@Nullable Object time) {
    try {
      return time instanceof String text
          && values.frame().now().isBefore(Instant.parse(text).plus(TOUCHED_FOR));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
