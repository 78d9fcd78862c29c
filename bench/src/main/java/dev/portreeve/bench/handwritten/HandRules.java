package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.decision.Decision;
import java.util.Map;

/** The rules of one action in plain Java: what a compiled policy is measured against. */
@FunctionalInterface
public interface HandRules {
  /** Those that are written, by action. */
  Map<String, HandRules> BY_ACTION =
      Map.of(
          "collection.export", new ExportRules(),
          "workspace.create", new CreateRules(),
          "collection.guest_join", new GuestJoinRules(),
          "element.share", new ShareRules(),
          "package.import", new ImportRules());

  /** The policy's decision, without the words of its message. */
  Decision decide(HandCheck check);
}
