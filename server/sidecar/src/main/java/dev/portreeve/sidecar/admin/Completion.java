package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredCallback;
import dev.portreeve.store.StoredRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stores what became of a request, and has it told to whoever asked for that. */
final class Completion {
  private Completion() {}

  static void store(StoredRequest done, RequestDesk desk, StoreTransaction transaction)
      throws SQLException {
    transaction.put(done);
    Map<String, Object> callback =
        BoundTeam.members(
            WrittenTeam.raw(done.document()).getOrDefault(RequestWish.CALLBACK, Map.of()));
    boolean wanted =
        !(callback.get(RequestWish.EVENTS) instanceof List<?> events)
            || events.contains(done.status());
    if (callback.isEmpty() || !wanted) {
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    Object state = callback.get(RequestWish.STATE);
    if (state != null) {
      body.put(RequestWish.STATE, state);
    }
    // Told without the result: whoever is told fetches it with a credential.
    body.put("task", RequestView.task(done, desk).getOrDefault("task", Map.of()));
    transaction.put(
        new StoredCallback(
            UUID.randomUUID().toString(),
            done.id(),
            String.valueOf(callback.get(RequestWish.ENDPOINT)),
            JsonText.of(body),
            0,
            Instant.now()));
  }
}
