package dev.portreeve.engine.compiled;

import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.condition.Tests;
import java.util.ArrayList;
import java.util.List;

/** What an expression comes to as far as the request tells. */
sealed interface PartialValue {
  /** It has no value for any candidate. */
  static PartialValue failed() {
    return new Choice(List.of());
  }

  /** The same value for all candidates. */
  record Known(Object value) implements PartialValue {}

  /**
   * A truth value that depends on the candidate. Where neither condition holds it has no value.
   *
   * @param holds when it is true
   * @param fails when it is false
   */
  record Truth(Condition holds, Condition fails) implements PartialValue {}

  /** One of several values; where none of the conditions holds there is none. */
  record Choice(List<Case> cases) implements PartialValue {
    public Choice {
      cases = List.copyOf(cases);
    }
  }

  /** A list of which some elements depend on the candidate. */
  record Items(List<PartialValue> items) implements PartialValue {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A value and when it counts. */
  record Case(Condition when, Leaf leaf) {}

  /** What a value is in one case. */
  sealed interface Leaf {
    /** A known value. */
    record Constant(Object value) implements Leaf {}

    /** The column's value. */
    record Of(Column column) implements Leaf {}

    /** The length of the column's text or list. */
    record SizeOf(Column column) implements Leaf {}
  }

  static PartialValue truth(Condition holds, Condition fails) {
    if (holds.isAlways() && fails.isNever()) {
      return new Known(true);
    }
    return holds.isNever() && fails.isAlways() ? new Known(false) : new Truth(holds, fails);
  }

  /** A choice, or what it comes to if there is none. */
  static PartialValue choice(List<Case> cases) {
    List<Case> possible = cases.stream().filter(one -> !one.when().isNever()).toList();
    return possible.size() == 1
            && possible.get(0).when().isAlways()
            && possible.get(0).leaf() instanceof Leaf.Constant constant
        ? new Known(constant.value())
        : new Choice(possible);
  }

  /** When there is a value. */
  default Condition defined() {
    if (this instanceof Truth truth) {
      return Condition.or(truth.holds(), truth.fails());
    }
    Condition defined = this instanceof Choice ? Condition.never() : Condition.always();
    if (this instanceof Choice choice) {
      for (Case one : choice.cases()) {
        defined = Condition.or(defined, one.when());
      }
    } else if (this instanceof Items list) {
      for (PartialValue item : list.items()) {
        defined = Condition.and(defined, item.defined());
      }
    }
    return defined;
  }

  /** The same value, if a condition holds; else none. */
  default PartialValue when(Condition condition) throws NotExpressible {
    if (condition.isAlways()) {
      return this;
    }
    List<Case> cases = new ArrayList<>();
    for (Case one : cases()) {
      cases.add(new Case(Condition.and(condition, one.when()), one.leaf()));
    }
    return choice(cases);
  }

  /** The same as cases. */
  default List<Case> cases() throws NotExpressible {
    if (this instanceof Known known) {
      return List.of(new Case(Condition.always(), new Leaf.Constant(known.value())));
    }
    if (this instanceof Truth truth) {
      return List.of(
          new Case(truth.holds(), new Leaf.Constant(true)),
          new Case(truth.fails(), new Leaf.Constant(false)));
    }
    if (this instanceof Choice choice) {
      return choice.cases();
    }
    throw new NotExpressible("a list whose elements depend on the resource");
  }

  /** A truth value as the two conditions. */
  default Truth asTruth() throws NotExpressible {
    if (this instanceof Truth truth) {
      return truth;
    }
    Condition holds = Condition.never();
    Condition fails = Condition.never();
    for (Case one : cases()) {
      if (one.leaf() instanceof Leaf.Of of) {
        holds = Condition.or(holds, and(one, of.column(), true));
        fails = Condition.or(fails, and(one, of.column(), false));
      } else if (one.leaf() instanceof Leaf.Constant constant && constant.value().equals(true)) {
        holds = Condition.or(holds, one.when());
      } else {
        fails = Condition.or(fails, one.when());
      }
    }
    return new Truth(holds, fails);
  }

  private static Condition and(Case one, Column column, boolean value) {
    return Condition.and(one.when(), Tests.compare(column, Condition.Operator.EQ, value));
  }
}
