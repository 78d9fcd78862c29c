package dev.portreeve.sidecar.testing;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.schema.UnknownFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decisions that the tests of answers tell. */
public final class ToldDecisions {
  private ToldDecisions() {}

  public static Decision permit() {
    return plain(Outcome.PERMIT, "");
  }

  /** Denied for a reason, which may be empty. */
  public static Decision deny(String reason) {
    return plain(Outcome.DENY, reason);
  }

  /** Needs approval, and says no more. */
  public static Decision held() {
    return plain(Outcome.NEEDS_APPROVAL, "");
  }

  private static Decision plain(Outcome outcome, String reason) {
    return new Decision(
        outcome, reason, "", "", List.of(), List.of(), List.of(), List.of(), Map.of());
  }

  /** With every member that a decision may have, and values of every kind. */
  public static Decision everything() {
    Map<String, Object> custom = new LinkedHashMap<>();
    custom.put("action", "log");
    custom.put("deep", Map.of("a", List.of(1, 2.5, true)));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("field", "x");
    details.put("whole", 3);
    details.put("long", 12_345_678_901L);
    return new Decision(
        Outcome.NEEDS_APPROVAL,
        "held",
        "Ask.",
        "p",
        List.of(
            new Obligation(Obligation.CUSTOM, custom),
            new Obligation(Obligation.NOTIFICATION, Map.of())),
        List.of(new Advice("tell", Map.of("to", "ana")), new Advice("wait", Map.of())),
        List.of(
            new Approver(Approver.Kind.ROLE, "admin"),
            new Approver(Approver.Kind.USER, "ana"),
            new Approver(Approver.Kind.GROUP, "g")),
        List.of("context.seats"),
        details);
  }

  /** An undeclared member that resembles a declared one, and one that resembles none. */
  public static List<UnknownFact> unknown() {
    return List.of(new UnknownFact("subject.rol", "subject.role"), new UnknownFact("extra", ""));
  }
}
