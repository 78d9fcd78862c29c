package dev.portreeve.engine.lang;

import com.google.common.collect.ImmutableList;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Members;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.ReasonMessage;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.type.ValueList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Builds the decisions that policies write; policy and message are added by who knows them. */
public final class Decisions {
  private Decisions() {}

  public static Decision of(Outcome outcome, String reason) {
    return of(outcome, reason, List.of(), List.of());
  }

  private static Decision of(
      Outcome outcome, String reason, List<Approver> approvers, List<String> missing) {
    return new Decision(
        outcome, reason, "", "", List.of(), List.of(), approvers, missing, Map.of());
  }

  static Decision needsApproval(String reason, List<Approver> approvers) {
    return of(
        Outcome.NEEDS_APPROVAL, reason, List.copyOf(new LinkedHashSet<>(approvers)), List.of());
  }

  /** The denial of a check whose policy could not read a fact. */
  public static Decision denial(FactProblem problem) {
    return switch (problem.kind()) {
      case MISSING -> missingFact(problem.path());
      case INVALID -> invalidFact(problem.path());
      case FAILED -> of(Outcome.DENY, Reasons.POLICY_ERROR);
    };
  }

  /** The denial of a check that a fact would have been needed for. */
  public static Decision missingFact(String path) {
    return of(Outcome.DENY, Reasons.MISSING_FACT, List.of(), List.of(path));
  }

  /** The denial of a check with a fact of the wrong type, or outside its enumeration. */
  public static Decision invalidFact(String path) {
    return detail(of(Outcome.DENY, Reasons.INVALID_FACT), Reasons.FIELD, path);
  }

  static Decision oblige(Decision decision, List<Obligation> more) {
    return more.isEmpty()
        ? decision
        : decision.withObligations(joined(decision.obligations(), more));
  }

  static Decision advise(Decision decision, List<Advice> more) {
    return more.isEmpty() ? decision : decision.withAdvice(joined(decision.advice(), more));
  }

  static Decision detail(Decision decision, String key, Object value) {
    Map<String, Object> details = new LinkedHashMap<>(decision.details());
    details.put(key, plain(value));
    return decision.withDetails(details);
  }

  static Obligation obligation(String action, Map<String, Object> members) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("action", action);
    properties.putAll(plain(members));
    return new Obligation(Obligation.CUSTOM, properties);
  }

  static Obligation notification(String to, String body) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("to", to);
    properties.put("body", body);
    return new Obligation(Obligation.NOTIFICATION, properties);
  }

  /** A custom obligation of members among which is the {@code action}. */
  public static Obligation obligation(Members members) {
    return new Obligation(Obligation.CUSTOM, plain(members));
  }

  static Map<String, Object> plain(Map<String, Object> members) {
    if (members instanceof Members made && made.all(Decisions::isMember)) {
      return made;
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    members.forEach((name, value) -> plain.put(name, isMember(value) ? value : plain(value)));
    return plain;
  }

  private static boolean isMember(Object value) {
    return value == ReasonMessage.TEXT || isPlain(value);
  }

  /** What a caller can be told of a CEL value: strings, booleans, numbers and lists of these. */
  private static Object plain(Object value) {
    if (isPlain(value)) {
      return value;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Decisions::plain).collect(ImmutableList.toImmutableList());
    }
    if (value instanceof Instant moment) {
      return moment.toString();
    }
    throw new IllegalArgumentException("not a value that an answer can carry");
  }

  /** Whether a value can be told as it is, and will not change. */
  private static boolean isPlain(Object value) {
    if (value instanceof ValueList list) {
      for (Object element : list.elements()) {
        if (!isPlain(element)) {
          return false;
        }
      }
      return true;
    }
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double;
  }

  private static <T> List<T> joined(List<T> first, List<T> more) {
    List<T> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }
}
