package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.source.reload.Generation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one line on standard output that says that checks are answered.
 *
 * @param members what it tells, in its order
 */
record ReadyLine(Map<String, String> members) {
  static ReadyLine of(Sidecar sidecar) {
    Generation generation = sidecar.reloader().inForce().now();
    Snapshot snapshot = generation.snapshot();
    Map<String, String> members = new LinkedHashMap<>();
    members.put("listen", sidecar.listening().toString());
    members.put("management", sidecar.managing().toString());
    sidecar.administering().ifPresent(admin -> members.put("admin", admin.toString()));
    members.put("policy_set", snapshot.schema().name());
    members.put("version", snapshot.version());
    members.put("policies", Integer.toString(snapshot.policies().size()));
    members.put("teams", Integer.toString(generation.teams().count()));
    if (sidecar.reloader().status().lastGood()) {
      members.put("last_good", "true");
    }
    members.put("took", ProcessAge.millis() + "ms");
    return new ReadyLine(members);
  }

  /** The line as text: {@code portreeve ready listen=...}. */
  String text() {
    return members.entrySet().stream()
        .map(member -> member.getKey() + "=" + member.getValue())
        .collect(Collectors.joining(" ", "portreeve ready ", ""));
  }
}
