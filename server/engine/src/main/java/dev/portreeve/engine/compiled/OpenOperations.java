package dev.portreeve.engine.compiled;

import dev.portreeve.engine.compiled.PartialValue.Case;
import dev.portreeve.engine.compiled.PartialValue.Choice;
import dev.portreeve.engine.compiled.PartialValue.Items;
import dev.portreeve.engine.compiled.PartialValue.Known;
import dev.portreeve.engine.compiled.PartialValue.Leaf;
import dev.portreeve.engine.compiled.PartialValue.Truth;
import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.condition.Tests;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.ValueList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Comparisons, calls and macros, some of whose operands may depend on the candidate. */
final class OpenOperations {
  /** The most combinations of values that an operation is worked out for one by one. */
  private static final int MOST_COMBINATIONS = 64;

  private static final String DEPENDS = "what depends on the resource cannot be told here";

  private final PartialEvaluation evaluation;

  OpenOperations(PartialEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** A function of known values; null is a failure. */
  @FunctionalInterface
  interface Body {
    @Nullable Object apply(List<Object> arguments);
  }

  PartialValue value(LoweredNode node) throws NotExpressible {
    if (node instanceof LoweredNode.Compare compare) {
      return compare(compare);
    } else if (node instanceof LoweredNode.InSet in) {
      return inSet(evaluation.value(in.element()), in.set());
    } else if (node instanceof LoweredNode.ListOf list) {
      return list(all(list.items()));
    } else if (node instanceof LoweredNode.MapOf map) {
      return finite(all(map.values()), v -> PartialEvaluation.map(map.keys(), v));
    } else if (node instanceof LoweredNode.Find find) {
      return find(find);
    } else if (node instanceof LoweredNode.Call call) {
      return call(call);
    } else if (node instanceof LoweredNode.Unboxed boxed) {
      return evaluation.value(boxed.value());
    } else if (node instanceof LoweredNode.Invoke invoke) {
      return invoke(invoke.builtin().body(), invoke.arguments());
    } else if (node instanceof LoweredNode.Library call) {
      return invoke(call.body(), call.arguments());
    } else if (node instanceof LoweredNode.Quantify quantify) {
      return new OpenMacros(evaluation).quantify(quantify);
    } else if (node instanceof LoweredNode.Collect collect) {
      return new OpenMacros(evaluation).collect(collect);
    }
    throw new NotExpressible("an expression of this kind");
  }

  List<PartialValue> all(List<LoweredNode> nodes) throws NotExpressible {
    List<PartialValue> values = new ArrayList<>();
    for (LoweredNode node : nodes) {
      values.add(evaluation.value(node));
    }
    return values;
  }

  private PartialValue invoke(Builtin.Body body, List<LoweredNode> arguments)
      throws NotExpressible {
    return finite(all(arguments), v -> RuntimeSupport.invoke(body, v.toArray()));
  }

  private static PartialValue list(List<PartialValue> items) {
    return items.stream().allMatch(Known.class::isInstance)
        ? new Known(ValueList.of(items.stream().map(i -> ((Known) i).value()).toArray()))
        : new Items(items);
  }

  // operations on values of which there are few

  /** What a function makes of every combination of values that its arguments may have. */
  PartialValue finite(List<PartialValue> arguments, Body body) throws NotExpressible {
    List<Case> cases = new ArrayList<>();
    combine(arguments, new ArrayList<>(), Condition.always(), body, cases);
    return PartialValue.choice(cases);
  }

  private void combine(
      List<PartialValue> arguments,
      List<Object> chosen,
      Condition when,
      Body body,
      List<Case> cases)
      throws NotExpressible {
    if (chosen.size() == arguments.size()) {
      Object value = body.apply(List.copyOf(chosen));
      if (value != null) {
        cases.add(new Case(when, new Leaf.Constant(value)));
      }
      if (cases.size() > MOST_COMBINATIONS) {
        throw new NotExpressible(DEPENDS);
      }
      return;
    }
    for (Case one : constants(arguments.get(chosen.size()))) {
      List<Object> more = new ArrayList<>(chosen);
      more.add(((Leaf.Constant) one.leaf()).value());
      combine(arguments, more, Condition.and(when, one.when()), body, cases);
    }
  }

  /** The cases of a value with each value that an enumerated column may have apart. */
  private static List<Case> constants(PartialValue value) throws NotExpressible {
    List<Case> constants = new ArrayList<>();
    for (Case one : value.cases()) {
      if (one.leaf() instanceof Leaf.Constant) {
        constants.add(one);
      } else if (one.leaf() instanceof Leaf.Of of) {
        List<? extends Object> values =
            of.column().type() instanceof BooleanType
                ? List.of(true, false)
                : Tests.values(of.column());
        if (values.isEmpty()) {
          throw new NotExpressible(DEPENDS);
        }
        for (Object each : values) {
          Condition equal = Tests.compare(of.column(), Condition.Operator.EQ, each);
          constants.add(new Case(Condition.and(one.when(), equal), new Leaf.Constant(each)));
        }
      } else {
        throw new NotExpressible(DEPENDS);
      }
    }
    return constants;
  }

  /** What is made of an object that is one of several. */
  PartialValue field(PartialValue object, Function<Structure, @Nullable Object> part)
      throws NotExpressible {
    return finite(List.of(object), objects -> part.apply((Structure) objects.get(0)));
  }

  // tests

  private interface PairTest {
    /** When the test is true, with {@code negated} when it is false. */
    Condition of(Leaf left, Leaf right, boolean negated) throws NotExpressible;
  }

  private static PartialValue pairs(PartialValue left, PartialValue right, PairTest test)
      throws NotExpressible {
    Condition holds = Condition.never();
    Condition fails = Condition.never();
    for (Case one : left.cases()) {
      for (Case other : right.cases()) {
        Condition both = Condition.and(one.when(), other.when());
        if (!both.isNever()) {
          holds =
              Condition.or(holds, Condition.and(both, test.of(one.leaf(), other.leaf(), false)));
          fails = Condition.or(fails, Condition.and(both, test.of(one.leaf(), other.leaf(), true)));
        }
      }
    }
    return PartialValue.truth(holds, fails);
  }

  private static Condition known(boolean value, boolean negated) {
    return value != negated ? Condition.always() : Condition.never();
  }

  private PartialValue compare(LoweredNode.Compare node) throws NotExpressible {
    PartialValue left = evaluation.value(node.left());
    PartialValue right = evaluation.value(node.right());
    return compare(node.op(), node.left().kind(), left, right);
  }

  static PartialValue compare(
      LoweredNode.Compare.Op op, StackKind kind, PartialValue left, PartialValue right)
      throws NotExpressible {
    if (left instanceof Known a && right instanceof Known b) {
      return new Known(KnownCalls.compare(op, kind, a.value(), b.value()));
    }
    Condition.Operator operator = Condition.Operator.valueOf(op.name());
    return pairs(
        left,
        right,
        (a, b, negated) -> compare(a, negated ? operator.opposite() : operator, b, kind));
  }

  private static Condition compare(
      Leaf left, Condition.Operator operator, Leaf right, StackKind kind) throws NotExpressible {
    if (left instanceof Leaf.Constant a) {
      if (right instanceof Leaf.Constant b) {
        LoweredNode.Compare.Op op = LoweredNode.Compare.Op.valueOf(operator.name());
        return known(KnownCalls.compare(op, kind, a.value(), b.value()), false);
      }
      return compare(right, operator.turned(), left, kind);
    }
    if (left instanceof Leaf.SizeOf size && right instanceof Leaf.Constant b) {
      return Tests.size(size.column(), operator, (long) b.value());
    }
    if (left instanceof Leaf.Of of && right instanceof Leaf.Constant b) {
      return Tests.compare(of.column(), operator, b.value());
    }
    if (left instanceof Leaf.Of of && right instanceof Leaf.Of other) {
      return Tests.compare(of.column(), operator, other.column());
    }
    throw new NotExpressible("a comparison with the length of what each resource brings");
  }

  private static PartialValue inSet(PartialValue element, Set<?> set) throws NotExpressible {
    if (element instanceof Known known) {
      return new Known(set.contains(known.value()));
    }
    return pairs(
        element,
        new Known(set),
        (a, unused, negated) ->
            a instanceof Leaf.Of of
                ? Tests.in(of.column(), set, negated)
                : known(set.contains(constant(a)), negated));
  }

  private PartialValue find(LoweredNode.Find find) throws NotExpressible {
    return pairs(
        evaluation.value(find.text()),
        new Known(find.pattern()),
        (a, unused, negated) ->
            a instanceof Leaf.Of of
                ? Tests.matches(of.column(), find.pattern(), negated)
                : known(RuntimeSupport.find(find.pattern(), (String) constant(a)), negated));
  }

  private static Object constant(Leaf leaf) throws NotExpressible {
    if (leaf instanceof Leaf.Constant constant) {
      return constant.value();
    }
    throw new NotExpressible(DEPENDS);
  }

  private PartialValue call(LoweredNode.Call call) throws NotExpressible {
    List<PartialValue> arguments = all(call.arguments());
    if (arguments.stream().allMatch(Known.class::isInstance)) {
      return PartialEvaluation.orFailed(
          KnownCalls.call(
              call.method(), arguments.stream().map(a -> ((Known) a).value()).toList()));
    }
    return switch (call.method()) {
      case CONTAINS_TEXT, CONTAINS_SAME ->
          contains(arguments.get(0), arguments.get(1), call.arguments().get(0).kind());
      case HAS_KEY -> hasKey(arguments.get(0), arguments.get(1), call);
      case VALUE_OF -> valueOf(arguments.get(0), arguments.get(1), call);
      case STARTS_WITH -> text(Condition.TextTest.STARTS_WITH, call, arguments);
      case ENDS_WITH -> text(Condition.TextTest.ENDS_WITH, call, arguments);
      case HOLDS_TEXT -> text(Condition.TextTest.CONTAINS, call, arguments);
      case SIZE_OF_TEXT, SIZE_OF_LIST -> size(arguments.get(0), call);
      default -> finite(call, arguments);
    };
  }

  private PartialValue finite(LoweredNode.Call call, List<PartialValue> arguments)
      throws NotExpressible {
    return finite(arguments, known -> KnownCalls.call(call.method(), known));
  }

  private PartialValue contains(PartialValue element, PartialValue list, StackKind kind)
      throws NotExpressible {
    if (list instanceof Items items) {
      return containsItem(element, items, kind);
    }
    return pairs(
        element,
        list,
        (e, l, negated) -> {
          if (l instanceof Leaf.Of of) {
            return e instanceof Leaf.Of own
                ? Tests.holds(of.column(), own.column(), negated)
                : Tests.holds(of.column(), constant(e), negated);
          }
          Object[] elements = RuntimeSupport.elements(constant(l));
          return e instanceof Leaf.Of own
              ? Tests.in(own.column(), new LinkedHashSet<>(Arrays.asList(elements)), negated)
              : known(RuntimeSupport.containsSame(constant(e), constant(l)), negated);
        });
  }

  /** All elements are worked out before any is compared. */
  private static PartialValue containsItem(PartialValue element, Items list, StackKind kind)
      throws NotExpressible {
    Condition holds = Condition.never();
    Condition fails = Condition.always();
    for (PartialValue item : list.items()) {
      Truth equal = compare(LoweredNode.Compare.Op.EQ, kind, element, item).asTruth();
      holds = Condition.or(holds, equal.holds());
      fails = Condition.and(fails, equal.fails());
    }
    Condition defined = Condition.and(list.defined(), element.defined());
    return PartialValue.truth(Condition.and(defined, holds), Condition.and(defined, fails));
  }

  private PartialValue hasKey(PartialValue key, PartialValue map, LoweredNode.Call call)
      throws NotExpressible {
    return map instanceof Known known
        ? inSet(key, ((Map<?, ?>) known.value()).keySet())
        : finite(call, List.of(key, map));
  }

  private PartialValue valueOf(PartialValue map, PartialValue key, LoweredNode.Call call)
      throws NotExpressible {
    if (!(map instanceof Known known && key instanceof Choice)) {
      return finite(call, List.of(map, key));
    }
    Map<?, ?> entries = (Map<?, ?>) known.value();
    List<Case> cases = new ArrayList<>();
    for (Object each : entries.keySet()) {
      Condition equal =
          compare(LoweredNode.Compare.Op.EQ, StackKind.STRING, key, new Known(each))
              .asTruth()
              .holds();
      cases.add(new Case(equal, new Leaf.Constant(PartialEvaluation.member(entries, each))));
    }
    return PartialValue.choice(cases);
  }

  private PartialValue text(
      Condition.TextTest test, LoweredNode.Call call, List<PartialValue> arguments)
      throws NotExpressible {
    return pairs(
        arguments.get(0),
        arguments.get(1),
        (text, part, negated) -> {
          String wanted = (String) constant(part);
          return text instanceof Leaf.Of of
              ? Tests.text(of.column(), test, wanted, negated)
              : known(
                  (boolean)
                      Optional.ofNullable(
                              KnownCalls.call(call.method(), List.of(constant(text), wanted)))
                          .orElseThrow(),
                  negated);
        });
  }

  private static PartialValue size(PartialValue value, LoweredNode.Call call)
      throws NotExpressible {
    if (value instanceof Items items) {
      return new Known((long) items.items().size()).when(items.defined());
    }
    List<Case> cases = new ArrayList<>();
    for (Case one : value.cases()) {
      Object known =
          one.leaf() instanceof Leaf.Constant constant
              ? KnownCalls.call(call.method(), List.of(constant.value()))
              : null;
      Leaf leaf = known != null ? new Leaf.Constant(known) : new Leaf.SizeOf(column(one.leaf()));
      cases.add(new Case(one.when(), leaf));
    }
    return PartialValue.choice(cases);
  }

  private static Column column(Leaf leaf) throws NotExpressible {
    if (leaf instanceof Leaf.Of of) {
      return of.column();
    }
    throw new NotExpressible(DEPENDS);
  }
}
