package dev.portreeve.engine.compiled;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.compiled.PartialValue.Known;
import dev.portreeve.engine.compiled.PartialValue.Truth;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.Structure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions as far as one check tells and leaves conditions on what it does not, to the
 * semantics of compiled code: a value that is not there is an error, which the deciding side of
 * {@code &&} and {@code ||} absorbs. Used once, by one thread.
 */
final class PartialEvaluation {
  /** What becomes of an expression that no condition can tell. */
  enum Otherwise {
    /** There is no condition. */
    REFUSE,
    /** It may be true and may be false: the condition is wider than what it stands for. */
    WIDEN
  }

  private static final int MOST_STEPS = 200_000;
  private static final Truth EITHER = new Truth(Condition.always(), Condition.always());

  private final PolicyScope scope;
  private final OpenFacts facts;
  private final Frame frame;
  private final @Nullable Team team;
  private final Otherwise otherwise;
  private final ForeignExpressions foreign;
  private final OpenOperations operations = new OpenOperations(this);
  private final IdentityHashMap<LocalVariable, PartialValue> values = new IdentityHashMap<>();
  private int steps;

  PartialEvaluation(
      PolicyScope scope,
      OpenFacts facts,
      Frame frame,
      @Nullable Team team,
      Otherwise otherwise,
      ForeignExpressions foreign) {
    this.scope = scope;
    this.facts = facts;
    this.frame = frame;
    this.team = team;
    this.otherwise = otherwise;
    this.foreign = foreign;
  }

  /** A truth value; known, or the conditions of either. */
  PartialValue truth(LoweredNode node) throws NotExpressible {
    try {
      PartialValue value = value(node);
      if (value instanceof Known) {
        return value;
      }
      Truth truth = value.asTruth();
      return PartialValue.truth(truth.holds(), truth.fails());
    } catch (NotExpressible e) {
      if (otherwise == Otherwise.WIDEN) {
        return EITHER;
      }
      throw e;
    }
  }

  /** The value. */
  PartialValue value(LoweredNode node) throws NotExpressible {
    if (++steps > MOST_STEPS) {
      throw at(new NotExpressible("the condition would be too large"), node);
    }
    try {
      return evaluate(node);
    } catch (NotExpressible e) {
      throw at(e, node);
    }
  }

  /** Names the expression at fault. */
  NotExpressible at(NotExpressible problem, LoweredNode node) {
    return scope.origins().map(origins -> problem.at(node, origins)).orElse(problem);
  }

  private PartialValue evaluate(LoweredNode node) throws NotExpressible {
    if (node instanceof LoweredNode.Const known) {
      return new Known(known.value());
    } else if (node instanceof LoweredNode.Ident ident) {
      return identifier(ident.source());
    } else if (node instanceof LoweredNode.FactRead read) {
      return facts.read(read.fact());
    } else if (node instanceof LoweredNode.FactHas has) {
      return facts.has(has.fact());
    } else if (node instanceof LoweredNode.Entry entry) {
      return entry(entry);
    } else if (node instanceof LoweredNode.TeamRead read) {
      return ofTeam(read);
    } else if (node instanceof LoweredNode.ChangeRead read) {
      expectSettledChange();
      return orFailed(RuntimeSupport.change(frame, team, read.field()));
    } else if (node instanceof LoweredNode.ChangeSetting read) {
      expectSettledChange();
      return orFailed(RuntimeSupport.changeSetting(frame, team, read.index()));
    } else if (node instanceof LoweredNode.FieldRead read) {
      PartialValue object = value(read.object());
      return object instanceof Known known
          ? orFailed(((Structure) known.value()).value(read.index()))
          : operations.field(object, structure -> structure.value(read.index()));
    } else if (node instanceof LoweredNode.FieldHas has) {
      PartialValue object = value(has.object());
      return object instanceof Known known
          ? new Known(((Structure) known.value()).has(has.index()))
          : operations.field(object, structure -> structure.has(has.index()));
    } else if (node instanceof LoweredNode.Local local) {
      return local(local.var());
    } else if (node instanceof LoweredNode.Let let) {
      Condition bound = bind(let);
      return value(let.body()).when(bound);
    } else if (node instanceof LoweredNode.Not not) {
      return not(truth(not.operand()));
    } else if (node instanceof LoweredNode.Logic logic) {
      return logic(logic);
    } else if (node instanceof LoweredNode.If choice) {
      return choice(choice);
    } else if (node instanceof LoweredNode.Foreign unknown) {
      return orFailed(foreign.value(unknown, facts, frame, team));
    }
    return operations.value(node);
  }

  /** The team's schema and what else the operations need of the policy. */
  PolicyScope scope() {
    return scope;
  }

  /** Gives a variable of a loop its value. */
  void bind(LocalVariable var, Object value) {
    values.put(var, new Known(value));
  }

  /** Gives a name its value; when the expression under it has a value as far as that goes. */
  Condition bind(LoweredNode.Let let) throws NotExpressible {
    PartialValue value = value(let.value());
    values.put(let.var(), value);
    return let.var().fails() ? Condition.always() : value.defined();
  }

  /** What stands in the place of a node: the value of a variable that is worked out once. */
  LoweredNode inlined(LoweredNode node) {
    if (node instanceof LoweredNode.Local local && !values.containsKey(local.var())) {
      return scope.memo(local.var()).map(memo -> inlined(memo.value())).orElse(node);
    }
    return node;
  }

  static PartialValue orFailed(@Nullable Object value) {
    return value == null || value instanceof FactProblem ? PartialValue.failed() : new Known(value);
  }

  private PartialValue identifier(LoweredNode.Ident.Source source) {
    if (facts.isId(source)) {
      return PartialValue.choice(
          List.of(new PartialValue.Case(Condition.always(), new PartialValue.Leaf.Of(facts.id()))));
    }
    return switch (source) {
      case SUBJECT_TYPE -> new Known(frame.subjectType());
      case SUBJECT_ID -> new Known(frame.subjectId());
      case RESOURCE_TYPE -> new Known(frame.resourceType());
      case RESOURCE_ID -> new Known(frame.resourceId());
      case TEAM_ID -> team == null ? PartialValue.failed() : new Known(team.id());
    };
  }

  private PartialValue entry(LoweredNode.Entry entry) throws NotExpressible {
    List<PartialValue> arguments = operations.all(entry.arguments());
    boolean ofPeople = entry.function().entity() == Entity.SUBJECT;
    if (ofPeople && team == null && scope.schema().team().isPresent()) {
      return PartialValue.failed();
    }
    OpenOperations.Body said =
        ofPeople
            ? texts -> Lookup.person(frame, team, (String) texts.get(0))
            : texts -> Lookup.resource(frame, (String) texts.get(0), (String) texts.get(1));
    if (arguments.stream().allMatch(Known.class::isInstance)) {
      return orFailed(said.apply(arguments.stream().map(one -> ((Known) one).value()).toList()));
    }
    return operations.finite(arguments, said);
  }

  private PartialValue ofTeam(LoweredNode.TeamRead read) {
    if (team == null) {
      return PartialValue.failed();
    }
    return switch (read.part()) {
      case CONTROL -> new Known(team.control(read.index()));
      case HAS_SETTING -> new Known(team.hasSetting(read.index()));
      case HAS_ATTRIBUTE -> new Known(read.index() < 0 || team.attributes().has(read.index()));
      case ATTRIBUTE -> orFailed(team.attributes().value(read.index()));
      case SETTING -> orFailed(team.setting(read.index()));
    };
  }

  /* Its facts are the action's; a set that takes them from the resource cannot be helped. */
  private void expectSettledChange() throws NotExpressible {
    var change = scope.schema().change().orElseThrow();
    for (var fact : List.of(change.setting(), change.value(), change.add(), change.remove())) {
      if (facts.isOpen(fact)) {
        throw new NotExpressible("the change is proposed by `" + fact.variable() + "`");
      }
    }
  }

  private PartialValue local(LocalVariable var) throws NotExpressible {
    PartialValue known = values.get(var);
    if (known == null) {
      Optional<PolicyScope.Memo> memo = scope.memo(var);
      known = value(memo.orElseThrow().value());
      values.put(var, known);
    }
    return known;
  }

  private static PartialValue not(PartialValue operand) throws NotExpressible {
    if (operand instanceof Known known) {
      return new Known(!(boolean) known.value());
    }
    Truth truth = operand.asTruth();
    return PartialValue.truth(/* holds= */ truth.fails(), /* fails= */ truth.holds());
  }

  /** The side that decides wins over a problem of the other, and over what is not expressible. */
  private PartialValue logic(LoweredNode.Logic logic) throws NotExpressible {
    List<PartialValue> sides = new ArrayList<>();
    NotExpressible problem = null;
    for (LoweredNode side : logic.parts()) {
      try {
        PartialValue value = truth(side);
        if (value instanceof Known known && (boolean) known.value() != logic.and()) {
          return known;
        }
        sides.add(value);
      } catch (NotExpressible e) {
        problem = problem == null ? e : problem;
      }
    }
    if (problem != null) {
      throw problem;
    }
    Truth left = sides.get(0).asTruth();
    Truth right = sides.get(1).asTruth();
    return logic.and()
        ? PartialValue.truth(
            Condition.and(left.holds(), right.holds()), Condition.or(left.fails(), right.fails()))
        : PartialValue.truth(
            Condition.or(left.holds(), right.holds()), Condition.and(left.fails(), right.fails()));
  }

  private PartialValue choice(LoweredNode.If choice) throws NotExpressible {
    PartialValue condition = truth(choice.condition());
    if (condition instanceof Known known) {
      return value((boolean) known.value() ? choice.then() : choice.otherwise());
    }
    Truth truth = condition.asTruth();
    PartialValue then =
        truth.holds().isNever() ? PartialValue.failed() : value(choice.then()).when(truth.holds());
    PartialValue otherwiseValue =
        truth.fails().isNever()
            ? PartialValue.failed()
            : value(choice.otherwise()).when(truth.fails());
    if (choice.kind() == StackKind.BOOL) {
      Truth first = then.asTruth();
      Truth second = otherwiseValue.asTruth();
      return PartialValue.truth(
          Condition.or(first.holds(), second.holds()), Condition.or(first.fails(), second.fails()));
    }
    List<PartialValue.Case> cases = new ArrayList<>(then.cases());
    cases.addAll(otherwiseValue.cases());
    return PartialValue.choice(cases);
  }

  /** The values of a map by its keys, if all are known. */
  static Object map(List<String> keys, List<Object> values) {
    return RuntimeSupport.map(keys.toArray(String[]::new), values.toArray());
  }

  static Object member(Map<?, ?> map, Object key) {
    return requireNonNull(map.get(key));
  }
}
