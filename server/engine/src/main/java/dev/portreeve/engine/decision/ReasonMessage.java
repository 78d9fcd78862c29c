package dev.portreeve.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Stands in a member of an obligation or advice for the human text of the decision's reason, which
 * a policy that builds the decision does not know.
 */
public enum ReasonMessage {
  TEXT;

  /** Obligations that say the text; the same list when none has to. */
  static List<Obligation> inObligations(List<Obligation> obligations, String text) {
    for (int i = 0; i < obligations.size(); i++) {
      if (has(obligations.get(i).properties())) {
        List<Obligation> said = new ArrayList<>(obligations);
        said.replaceAll(one -> new Obligation(one.type(), in(one.properties(), text)));
        return said;
      }
    }
    return obligations;
  }

  /** Advice that says the text; the same list when none has to. */
  static List<Advice> inAdvice(List<Advice> advice, String text) {
    for (int i = 0; i < advice.size(); i++) {
      if (has(advice.get(i).members())) {
        List<Advice> said = new ArrayList<>(advice);
        said.replaceAll(one -> new Advice(one.action(), in(one.members(), text)));
        return said;
      }
    }
    return advice;
  }

  private static boolean has(Map<String, Object> members) {
    return Members.copyOf(members).has(TEXT);
  }

  private static Map<String, Object> in(Map<String, Object> members, String text) {
    return Members.copyOf(members).replacing(TEXT, text);
  }
}
