package dev.portreeve.sidecar.record;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRecord;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a record or of a member of the team.
 *
 * @param wanted what the schema says
 * @param id of the record, or of the member
 * @param from what was stored; null: nothing
 * @param to what is stored then; null: nothing
 */
record Change(
    Fulfilment wanted,
    String id,
    @Nullable Map<String, Object> from,
    @Nullable Map<String, Object> to) {

  /** Makes it. */
  void store(String team, StoreTransaction transaction) throws SQLException {
    if (wanted.ofMember()) {
      if (to == null) {
        transaction.removeMember(team, id);
      } else {
        transaction.putMember(team, id, JsonText.of(to));
      }
    } else if (to == null) {
      transaction.remove(StoredRecord.of(team, wanted.type(), id, Map.of()));
    } else {
      transaction.put(StoredRecord.of(team, wanted.type(), id, to));
    }
  }

  /** Whether the server has made the record's id for somebody who does not know it. */
  boolean created() {
    return wanted.operation() == Fulfilment.Operation.PUT && wanted.id().isEmpty();
  }

  /** Which record it is. */
  Map<String, Object> named() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("type", wanted.type());
    named.put("id", id);
    return named;
  }

  /** Which record it is, and what became of it. */
  Map<String, Object> told() {
    Map<String, Object> told = named();
    told.put("operation", wanted.operation().name().toLowerCase(Locale.ROOT));
    return told;
  }

  /** What the audit keeps of it. */
  Map<String, Object> audited() {
    Map<String, Object> audited = told();
    audited.put("from", from == null ? JsonNull.INSTANCE : from);
    audited.put("to", to == null ? JsonNull.INSTANCE : to);
    return audited;
  }
}
