package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.TeamStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Requests that come again with the same {@code Idempotency-Key}: done once, answered alike. */
final class Repeated {
  private static final String STATUS = "status";
  private static final String VERSION = "version";
  private static final String BODY = "body";

  private Repeated() {}

  /** What was answered before; or what is answered now, kept where the request has a key. */
  static AdminReply once(
      AdminRequest request,
      StoreTransaction transaction,
      TeamStore.Work<AdminReply, Problem> answering)
      throws Problem, SQLException {
    Optional<AdminReply> before = find(request, transaction);
    if (before.isPresent()) {
      return before.get();
    }
    AdminReply reply = answering.in(transaction);
    keep(request, reply, transaction);
    return reply;
  }

  private static Optional<AdminReply> find(AdminRequest request, StoreTransaction transaction)
      throws Problem, SQLException {
    Optional<String> key = request.answeredKey();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<StoreTransaction.Answered> before = transaction.answered(key.get());
    if (before.isEmpty()) {
      return Optional.empty();
    }
    if (!before.get().request().equals(request.digest())) {
      throw Problem.keyUsed();
    }
    Map<String, Object> kept =
        RawJson.object(before.get().answer().getBytes(StandardCharsets.UTF_8));
    Object body = kept.get(BODY);
    return Optional.of(
        new AdminReply(
            ((Number) kept.getOrDefault(STATUS, 200)).intValue(),
            body == null ? Optional.empty() : Optional.of(BoundTeam.members(body)),
            Optional.ofNullable(kept.get(VERSION)).map(String::valueOf)));
  }

  private static void keep(AdminRequest request, AdminReply reply, StoreTransaction transaction)
      throws SQLException {
    Optional<String> key = request.answeredKey();
    if (key.isEmpty()) {
      return;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put(STATUS, reply.status());
    reply.version().ifPresent(version -> kept.put(VERSION, version));
    reply.body().ifPresent(body -> kept.put(BODY, body));
    transaction.answer(
        key.get(), new StoreTransaction.Answered(request.digest(), JsonText.of(kept)));
  }
}
