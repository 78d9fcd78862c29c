package dev.portreeve.engine.condition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition on the columns of a candidate. It holds or it does not: what cannot be evaluated, for
 * want of a column's value or because that does not fit its type, does not hold. There is therefore
 * no negation but that of single tests, which needs the value as well.
 */
public sealed interface Condition {
  /** Holds for every candidate. */
  static Condition always() {
    return new All(List.of());
  }

  /** Holds for none. */
  static Condition never() {
    return new Any(List.of());
  }

  /** Each of them holds. */
  record All(List<Condition> of) implements Condition {
    public All {
      of = List.copyOf(of);
    }
  }

  /** At least one of them holds. */
  record Any(List<Condition> of) implements Condition {
    public Any {
      of = List.copyOf(of);
    }
  }

  /** A test of one column. */
  sealed interface Test extends Condition {
    /** What is tested. */
    Column column();
  }

  /** There is a value, whatever it is. */
  record Given(Column column) implements Test {}

  /** There is no value. */
  record Absent(Column column) implements Test {}

  /** There is a value, and it is what the column's type takes. */
  record Valid(Column column) implements Test {}

  /** How two values are compared. */
  enum Operator {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE;

    /** The operator that says the same with the sides exchanged. */
    public Operator turned() {
      return switch (this) {
        case EQ, NE -> this;
        case LT -> GT;
        case LE -> GE;
        case GT -> LT;
        case GE -> LE;
      };
    }

    /** The operator that holds where this one does not. */
    public Operator opposite() {
      return switch (this) {
        case EQ -> NE;
        case NE -> EQ;
        case LT -> GE;
        case LE -> GT;
        case GT -> LE;
        case GE -> LT;
      };
    }
  }

  /** The value compares with a known one, typed as the column is. */
  record Compare(Column column, Operator operator, Object value) implements Test {}

  /** The values of two columns of one type compare. */
  record CompareColumns(Column column, Operator operator, Column other) implements Test {}

  /** The value is one of these, or with {@code negated} none of them. */
  record In(Column column, Set<Object> values, boolean negated) implements Test {
    public In {
      values = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
  }

  /** The list holds a known value, or with {@code negated} does not. */
  record Holds(Column column, Object value, boolean negated) implements Test {}

  /** The list holds another column's value, or with {@code negated} does not. */
  record HoldsColumn(Column column, Column element, boolean negated) implements Test {}

  /** What may be asked of a text. */
  enum TextTest {
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS
  }

  /** The text begins with, ends with or contains another one, or with {@code negated} does not. */
  record Text(Column column, TextTest test, String part, boolean negated) implements Test {}

  /** The length of a text in code points, or of a list in elements, compares with a number. */
  record Size(Column column, Operator operator, long size) implements Test {}

  /** A regular expression (RE2) is found in the text, or with {@code negated} is not. */
  record Matches(Column column, String pattern, boolean negated) implements Test {}

  /** Whether it is {@link #always}. */
  default boolean isAlways() {
    return this instanceof All all && all.of().isEmpty();
  }

  /** Whether it is {@link #never}. */
  default boolean isNever() {
    return this instanceof Any any && any.of().isEmpty();
  }

  /** Both of them hold. */
  static Condition and(Condition left, Condition right) {
    if (left.isNever() || right.isNever()) {
      return never();
    }
    List<Condition> all = new ArrayList<>();
    for (Condition side : List.of(left, right)) {
      (side instanceof All many ? many.of() : List.of(side)).forEach(one -> add(all, one));
    }
    if (all.size() > 1) {
      all.removeIf(one -> one instanceof Valid valid && isImplied(valid, all));
    }
    return all.size() == 1 ? all.get(0) : new All(all);
  }

  /** One of them holds. */
  static Condition or(Condition left, Condition right) {
    if (left.isAlways() || right.isAlways()) {
      return always();
    }
    List<Condition> any = new ArrayList<>();
    for (Condition side : List.of(left, right)) {
      (side instanceof Any many ? many.of() : List.of(side)).forEach(one -> add(any, one));
    }
    return any.size() == 1 ? any.get(0) : new Any(any);
  }

  /** Whether another test passes only where the value is there and fits. */
  private static boolean isImplied(Valid valid, List<Condition> tests) {
    Column column = valid.column();
    boolean free = !Tests.isRestricted(column.type());
    return tests.stream()
        .anyMatch(
            one ->
                one instanceof Compare compare
                        && compare.column().equals(column)
                        && (free || compare.operator() == Operator.EQ)
                    || one instanceof In in && in.column().equals(column) && (free || !in.negated())
                    || free
                        && one instanceof Test test
                        && test.column().equals(column)
                        && !(test instanceof Given
                            || test instanceof Absent
                            || test instanceof Valid));
  }

  /* Only tests are compared in depth: what is made of many is shared rather than made twice. */
  private static void add(List<Condition> to, Condition one) {
    boolean there = to.stream().anyMatch(o -> o == one || o instanceof Test && o.equals(one));
    if (!there) {
      to.add(one);
    }
  }
}
