package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.yaml.JsonNull;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds what the audit says of one change. */
final class AuditEntry {
  private final Map<String, Object> members = new LinkedHashMap<>();

  AuditEntry(AdminRequest request, String action) {
    members.put("at", Instant.now().toString());
    Map<String, Object> actor = new LinkedHashMap<>();
    request
        .subject()
        .ifPresent(
            subject -> {
              actor.put("type", subject.type());
              actor.put("id", subject.id());
            });
    actor.put("credential", request.caller().id());
    members.put("actor", actor);
    members.put("action", action);
    members.put("team", request.team());
  }

  AuditEntry with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** What was, and what is now; null stands for nothing. */
  AuditEntry change(Object from, Object to) {
    return with("from", from).with("to", to);
  }

  static Object nothing() {
    return JsonNull.INSTANCE;
  }

  String json() {
    return JsonText.of(members);
  }
}
