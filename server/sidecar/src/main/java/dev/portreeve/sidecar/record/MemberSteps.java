package dev.portreeve.sidecar.record;

import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.schema.Fulfilment.Operation;
import dev.portreeve.store.StoreTransaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes members of one team within a transaction, as a schema says. */
final class MemberSteps {
  private final CheckValues values;
  private final String team;
  private final StoreTransaction transaction;

  MemberSteps(CheckValues values, String team, StoreTransaction transaction) {
    this.values = values;
    this.team = team;
    this.transaction = transaction;
  }

  /** Makes the change of a step, or none where everything is so already. */
  List<Change> make(Fulfilment step) throws SQLException, Impossible {
    String id = String.valueOf(values.of(step.id().orElseThrow()));
    Map<String, Object> from = transaction.team(team).flatMap(it -> it.member(id)).orElse(null);
    Map<String, Object> to = step.operation() == Operation.REMOVE ? null : next(step, from);
    if (from == null ? to == null : from.equals(to)) {
      return List.of();
    }
    Change change = new Change(step, id, from, to);
    change.store(team, transaction);
    return List.of(change);
  }

  private Map<String, Object> next(Fulfilment step, @Nullable Map<String, Object> from)
      throws Impossible {
    Map<String, Object> to = from == null ? new LinkedHashMap<>() : new LinkedHashMap<>(from);
    Map<String, Object> added = values.of(step.add());
    for (Map.Entry<String, Object> drop : step.drop().entrySet()) {
      List<Object> list = list(to.get(drop.getKey()));
      if (!drop.getValue().equals(added.get(drop.getKey())) && list.remove(drop.getValue())) {
        to.put(drop.getKey(), list);
      }
    }
    for (Map.Entry<String, Object> add : added.entrySet()) {
      List<Object> list = list(to.get(add.getKey()));
      if (!list.contains(add.getValue())) {
        list.add(add.getValue());
      }
      to.put(add.getKey(), list);
    }
    return to;
  }

  private static List<Object> list(@Nullable Object said) {
    return said instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
  }
}
