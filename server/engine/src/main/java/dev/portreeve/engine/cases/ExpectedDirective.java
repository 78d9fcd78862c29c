package dev.portreeve.engine.cases;

import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Obligation;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An obligation or a piece of advice, by what is to be done.
 *
 * @param action the custom action, or the obligation's type where it is none
 * @param members everything else it says
 */
public record ExpectedDirective(String action, Map<String, Object> members) {
  public ExpectedDirective {
    members = Map.copyOf(members);
  }

  static ExpectedDirective of(Obligation obligation) {
    return new ExpectedDirective(obligation.action(), without("action", obligation.properties()));
  }

  static ExpectedDirective of(Advice advice) {
    return new ExpectedDirective(advice.action(), advice.members());
  }

  static Map<String, Object> without(String name, Map<String, Object> members) {
    Map<String, Object> rest = new LinkedHashMap<>(members);
    rest.remove(name);
    return rest;
  }

  /** Whether another one is the same action and says at least what this one says. */
  boolean covers(ExpectedDirective actual) {
    return action.equals(actual.action)
        && members.entrySet().stream()
            .allMatch(
                member ->
                    actual.members.containsKey(member.getKey())
                        && PlainValues.equal(
                            member.getValue(), actual.members.get(member.getKey())));
  }

  @Override
  public String toString() {
    return members.isEmpty() ? action : action + " " + JsonText.of(members);
  }
}
