package dev.portreeve.bench.shipped;

import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.schema.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Eight cases of an action that end differently: one of each reason in turn, spread over the
 * reasons from the first rule to the last where there are more.
 */
public final class CaseMix {
  /** A power of two, so that a benchmark can go round with a mask. */
  public static final int SIZE = 8;

  /*
   * The first two rules of nearly every policy. They are quickly decided and rarely met, so they
   * would only flatter the mean.
   */
  private static final Set<String> AT_THE_DOOR = Set.of("access_key_read_only", "sign_in_required");

  private CaseMix() {}

  /** The cases of the mix, of which some repeat where an action has too few. */
  public static List<Case> of(CaseSet cases, String action) {
    Map<String, Deque<Case>> byReason = new LinkedHashMap<>();
    for (Case one : cases.of(action)) {
      if (isOrdinary(one) && isSent(one)) {
        byReason.computeIfAbsent(one.want().reason(), reason -> new ArrayDeque<>()).add(one);
      }
    }
    if (byReason.size() > 1) {
      byReason.keySet().removeAll(AT_THE_DOOR);
    }
    return pick(List.copyOf(byReason.values()));
  }

  /** Whether a case is decided by a rule, and under a team that is there. */
  public static boolean isOrdinary(Case one) {
    return one.team().isPresent() && !Reasons.ALL.contains(one.want().reason());
  }

  /** Whether a caller can send it: that something was approved only the server states. */
  private static boolean isSent(Case one) {
    return !one.request().context().containsKey(Schema.APPROVAL);
  }

  private static List<Case> pick(List<Deque<Case>> reasons) {
    List<Case> mix = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      int reason =
          reasons.size() > SIZE ? i * (reasons.size() - 1) / (SIZE - 1) : i % reasons.size();
      Deque<Case> cases = reasons.get(reason);
      Case next = cases.removeFirst();
      cases.addLast(next);
      mix.add(next);
    }
    return mix;
  }
}
