package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.source.reload.Generation;

/** The one line on standard output that says that checks are answered. */
final class ReadyLine {
  private ReadyLine() {}

  static String of(Sidecar sidecar) {
    Generation generation = sidecar.reloader().inForce().now();
    Snapshot snapshot = generation.snapshot();
    return "portreeve ready listen="
        + sidecar.listening()
        + " management="
        + sidecar.managing()
        + " policy_set="
        + snapshot.schema().name()
        + " version="
        + snapshot.version()
        + " policies="
        + snapshot.policies().size()
        + " teams="
        + generation.teams().count()
        + (sidecar.reloader().status().lastGood() ? " last_good=true" : "")
        + " took="
        + ProcessAge.millis()
        + "ms";
  }
}
