package dev.portreeve.workbench.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether formulas can be true together, by trying the values of their variables. What
 * takes too many trials counts as possible, so that nothing is called impossible that is not.
 */
final class Satisfiability {
  private static final int MAX_TRIALS = 20_000;

  private final Function<String, List<Object>> domain;
  private int trials;

  /**
   * @param domain the values that a variable can have
   */
  Satisfiability(Function<String, List<Object>> domain) {
    this.domain = domain;
  }

  /** Whether all can be true at once. */
  boolean possible(List<Formula> formulas) {
    trials = 0;
    return possible(formulas, new HashMap<>());
  }

  private boolean possible(List<Formula> formulas, Map<String, Object> values) {
    if (++trials > MAX_TRIALS) {
      return true;
    }
    List<Formula> undecided = new ArrayList<>();
    for (Formula formula : formulas) {
      Boolean value = formula.evaluate(values);
      if (value == null) {
        undecided.add(formula);
      } else if (!value) {
        return false;
      }
    }
    String variable = open(undecided, values);
    if (variable == null) {
      return true;
    }
    for (Object value : domain.apply(variable)) {
      values.put(variable, value);
      if (possible(undecided, values)) {
        return true;
      }
    }
    values.remove(variable);
    return false;
  }

  private static @Nullable String open(List<Formula> formulas, Map<String, Object> values) {
    for (Formula formula : formulas) {
      String variable = formula.open(values);
      if (variable != null) {
        return variable;
      }
    }
    return null;
  }
}
