package dev.portreeve.engine.condition;

import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.ValueType;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tests of columns by which what a column's type does not take is never let through: a value
 * outside an enumeration is unequal to every other, but reading it is an error all the same.
 */
public final class Tests {
  private Tests() {}

  /** The values of an enumerated column in their order, or none when it is none. */
  public static List<String> values(Column column) {
    return column.type() instanceof StringType text ? text.values() : List.of();
  }

  /** Whether a column may hold values of the right kind that its type does not take. */
  public static boolean isRestricted(ValueType type) {
    if (type instanceof StringType text) {
      return text.isRestricted();
    }
    if (type instanceof IntegerType whole) {
      return !whole.equals(new IntegerType());
    }
    if (type instanceof NumberType number) {
      return !number.equals(new NumberType());
    }
    return type instanceof ListType list && isRestricted(list.items());
  }

  /** Whether a column's type takes a typed value of its kind. */
  public static boolean takes(Column column, Object value) {
    return value instanceof Instant || !(column.type().accept(value) instanceof InvalidValue);
  }

  /** The column's value compares with a known one. */
  public static Condition compare(Column column, Condition.Operator operator, Object value) {
    if (!values(column).isEmpty()) {
      return oneOf(column, text -> holds(operator, compareTexts(text, (String) value)));
    }
    if (operator == Condition.Operator.EQ) {
      return takes(column, value)
          ? new Condition.Compare(column, operator, value)
          : Condition.never();
    }
    return valid(column, new Condition.Compare(column, operator, value));
  }

  /** The values of two columns of one type compare. */
  public static Condition compare(Column left, Condition.Operator operator, Column right) {
    return valid(right, valid(left, new Condition.CompareColumns(left, operator, right)));
  }

  /** The column's value is one of these, or with {@code negated} none of them. */
  public static Condition in(Column column, Set<?> values, boolean negated) {
    if (!values(column).isEmpty()) {
      return oneOf(column, text -> values.contains(text) != negated);
    }
    if (negated) {
      return values.isEmpty()
          ? new Condition.Valid(column)
          : valid(column, new Condition.In(column, new LinkedHashSet<>(values), true));
    }
    Set<Object> taken = new LinkedHashSet<>();
    values.stream().filter(value -> takes(column, value)).forEach(taken::add);
    return member(column, taken);
  }

  /** The text of the column passes a test, or with {@code negated} fails it. */
  public static Condition text(
      Column column, Condition.TextTest test, String part, boolean negated) {
    if (!values(column).isEmpty()) {
      return oneOf(column, text -> passes(test, text, part) != negated);
    }
    if (part.isEmpty()) {
      return negated ? Condition.never() : new Condition.Valid(column);
    }
    return valid(column, new Condition.Text(column, test, part, negated));
  }

  /** The length of the column's text or list compares with a number. */
  public static Condition size(Column column, Condition.Operator operator, long size) {
    if (!values(column).isEmpty()) {
      return oneOf(
          column,
          text -> holds(operator, Long.compare(text.codePointCount(0, text.length()), size)));
    }
    return valid(column, new Condition.Size(column, operator, size));
  }

  /** A regular expression is found in the column's text, or with {@code negated} is not. */
  public static Condition matches(Column column, com.google.re2j.Pattern pattern, boolean negated) {
    if (!values(column).isEmpty()) {
      return oneOf(column, text -> pattern.matcher(text).find() != negated);
    }
    return valid(column, new Condition.Matches(column, pattern.pattern(), negated));
  }

  /** The column's list holds a known value, or with {@code negated} does not. */
  public static Condition holds(Column column, Object value, boolean negated) {
    return valid(column, new Condition.Holds(column, value, negated));
  }

  /** The column's list holds the value of another column, or with {@code negated} does not. */
  public static Condition holds(Column column, Column element, boolean negated) {
    return valid(element, valid(column, new Condition.HoldsColumn(column, element, negated)));
  }

  private static Condition valid(Column column, Condition test) {
    return isRestricted(column.type()) ? Condition.and(test, new Condition.Valid(column)) : test;
  }

  private static Condition oneOf(Column column, Predicate<String> wanted) {
    Set<Object> some = new LinkedHashSet<>();
    values(column).stream().filter(wanted).forEach(some::add);
    return member(column, some);
  }

  private static Condition member(Column column, Set<Object> values) {
    return switch (values.size()) {
      case 0 -> Condition.never();
      case 1 -> new Condition.Compare(column, Condition.Operator.EQ, values.iterator().next());
      default -> new Condition.In(column, values, false);
    };
  }

  private static boolean passes(Condition.TextTest test, String text, String part) {
    return switch (test) {
      case STARTS_WITH -> text.startsWith(part);
      case ENDS_WITH -> text.endsWith(part);
      case CONTAINS -> text.contains(part);
    };
  }

  private static int compareTexts(String left, String right) {
    return dev.portreeve.engine.lang.CelSpecFixups.compare(left, right);
  }

  /** Whether an operator holds of a comparison's outcome. */
  public static boolean holds(Condition.Operator operator, int order) {
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }
}
