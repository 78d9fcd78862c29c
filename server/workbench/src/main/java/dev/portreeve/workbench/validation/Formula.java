package dev.portreeve.workbench.validation;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a condition says of the values it compares, as far as that can be told from its text. Every
 * value that a condition reads is a variable, known by the text that reads it.
 */
sealed interface Formula {
  Formula TRUE = new Constant(true);
  Formula FALSE = new Constant(false);

  /**
   * True, false, or null while variables that matter are open.
   *
   * @param values of the variables known so far
   */
  @Nullable Boolean evaluate(Map<String, Object> values);

  /** A variable that matters and is open, or null. */
  @Nullable String open(Map<String, Object> values);

  /** Always the same. */
  record Constant(boolean value) implements Formula {
    @Override
    public Boolean evaluate(Map<String, Object> values) {
      return value;
    }

    @Override
    public @Nullable String open(Map<String, Object> values) {
      return null;
    }
  }

  /**
   * A variable has one of some values.
   *
   * @param variable by the text that reads it
   */
  record OneOf(String variable, Set<Object> wanted) implements Formula {
    @Override
    public @Nullable Boolean evaluate(Map<String, Object> values) {
      Object value = values.get(variable);
      return value == null ? null : wanted.contains(value);
    }

    @Override
    public @Nullable String open(Map<String, Object> values) {
      return values.containsKey(variable) ? null : variable;
    }
  }

  /** The opposite. */
  record Not(Formula of) implements Formula {
    @Override
    public @Nullable Boolean evaluate(Map<String, Object> values) {
      Boolean value = of.evaluate(values);
      return value == null ? null : !value;
    }

    @Override
    public @Nullable String open(Map<String, Object> values) {
      return of.open(values);
    }
  }

  /** Both. */
  record And(Formula left, Formula right) implements Formula {
    @Override
    public @Nullable Boolean evaluate(Map<String, Object> values) {
      Boolean one = left.evaluate(values);
      if (one != null && !one) {
        return false;
      }
      Boolean other = right.evaluate(values);
      return other != null && !other ? Boolean.FALSE : one == null ? null : other;
    }

    @Override
    public @Nullable String open(Map<String, Object> values) {
      String first = left.open(values);
      return first != null ? first : right.open(values);
    }
  }

  /** Either. */
  static Formula or(Formula left, Formula right) {
    return new Not(new And(new Not(left), new Not(right)));
  }
}
