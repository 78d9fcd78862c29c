package dev.portreeve.engine;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import java.util.Map;

/** Checks that a directory has a word to say about, and what came of them. */
final class DirectoryChecks {
  private DirectoryChecks() {}

  /** Takes facts in, by their path: {@code subject.roles}. */
  static void fill(Frame frame, Map<String, Object> facts) {
    facts.forEach(
        (path, raw) -> {
          int dot = path.indexOf('.');
          Entity entity = Entity.valueOf(path.substring(0, dot).toUpperCase(java.util.Locale.ROOT));
          frame.fact(entity, path.substring(dot + 1), raw);
        });
  }

  /** The reason, with the facts that it is about. */
  static String said(Decision decision) {
    return switch (decision.reason()) {
      case Reasons.MISSING_FACT -> "missing " + String.join(" ", decision.missing());
      case Reasons.INVALID_FACT -> "invalid " + decision.details().get(Reasons.FIELD);
      default -> decision.reason();
    };
  }
}
