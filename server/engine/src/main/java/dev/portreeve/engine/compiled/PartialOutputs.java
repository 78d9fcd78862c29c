package dev.portreeve.engine.compiled;

import dev.portreeve.engine.compiled.PartialValue.Known;
import dev.portreeve.engine.compiled.PartialValue.Truth;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.lang.Builtin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The permits among the decisions that an output may come to. */
final class PartialOutputs {
  private final PartialEvaluation evaluation;

  PartialOutputs(PartialEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /**
   * A permit.
   *
   * @param when the output comes to it
   * @param decision empty where it depends on the candidate
   */
  record Permit(Condition when, Optional<Decision> decision) {}

  List<Permit> of(LoweredNode node) throws NotExpressible {
    LoweredNode output = evaluation.inlined(node);
    if (output instanceof LoweredNode.Const known) {
      return permit(Condition.always(), (Decision) known.value());
    } else if (output instanceof LoweredNode.Let let) {
      Condition bound = evaluation.bind(let);
      return within(bound, of(let.body()));
    } else if (output instanceof LoweredNode.If choice) {
      Truth truth = evaluation.truth(choice.condition()).asTruth();
      List<Permit> both = new ArrayList<>();
      if (!truth.holds().isNever()) {
        both.addAll(within(truth.holds(), of(choice.then())));
      }
      if (!truth.fails().isNever()) {
        both.addAll(within(truth.fails(), of(choice.otherwise())));
      }
      return both;
    } else if (output instanceof LoweredNode.Invoke invoke) {
      return made(invoke);
    }
    PartialValue value = evaluation.value(output);
    if (value instanceof Known known) {
      return permit(Condition.always(), (Decision) known.value());
    }
    throw evaluation.at(new NotExpressible("a decision that depends on the resource"), output);
  }

  private List<Permit> made(LoweredNode.Invoke invoke) throws NotExpressible {
    return switch (invoke.builtin()) {
      case PERMIT, PERMIT_BARE -> permitted(invoke);
      case OBLIGE, OBLIGE_ALL, ADVISE, ADVISE_ALL, BECAUSE, DETAIL -> amended(invoke);
      default ->
          List.of(); // every other function that makes a decision denies or asks for approval
    };
  }

  private List<Permit> permitted(LoweredNode.Invoke invoke) throws NotExpressible {
    PartialValue decision = PartialValue.failed();
    try {
      decision = evaluation.value(invoke);
    } catch (NotExpressible e) {
      return List.of(new Permit(defined(invoke.arguments()), Optional.empty()));
    }
    List<Permit> permits = new ArrayList<>();
    for (PartialValue.Case one : decision.cases()) {
      if (one.leaf() instanceof PartialValue.Leaf.Constant constant) {
        permits.addAll(permit(one.when(), (Decision) constant.value()));
      }
    }
    return permits;
  }

  /** Permits that carry more; where the addition depends on the candidate, so does the decision. */
  private List<Permit> amended(LoweredNode.Invoke invoke) throws NotExpressible {
    List<Permit> bases = of(invoke.arguments().get(0));
    if (bases.isEmpty()) {
      return bases;
    }
    List<LoweredNode> additions = invoke.arguments().subList(1, invoke.arguments().size());
    List<Object> known = new ArrayList<>();
    for (LoweredNode addition : additions) {
      knownValue(addition).ifPresent(known::add);
    }
    if (known.size() < additions.size()) {
      Condition defined = defined(additions);
      return bases.stream()
          .map(base -> new Permit(Condition.and(base.when(), defined), Optional.<Decision>empty()))
          .toList();
    }
    List<Permit> permits = new ArrayList<>();
    for (Permit base : bases) {
      if (base.decision().isEmpty()) {
        permits.add(base);
        continue;
      }
      List<Object> arguments = new ArrayList<>();
      arguments.add(base.decision().get());
      arguments.addAll(known);
      Object made = RuntimeSupport.invoke(invoke.builtin().body(), arguments.toArray());
      if (made instanceof Decision decision) {
        permits.add(new Permit(base.when(), Optional.of(decision)));
      }
    }
    return permits;
  }

  private Optional<Object> knownValue(LoweredNode node) {
    try {
      return evaluation.value(node) instanceof Known known
          ? Optional.of(known.value())
          : Optional.empty();
    } catch (NotExpressible e) {
      return Optional.empty();
    }
  }

  /** When all that a decision is made of has a value. */
  private Condition defined(List<LoweredNode> nodes) throws NotExpressible {
    Condition all = Condition.always();
    for (LoweredNode node : nodes) {
      all = Condition.and(all, defined(node));
    }
    return all;
  }

  private Condition defined(LoweredNode node) throws NotExpressible {
    LoweredNode part = evaluation.inlined(node);
    return isMaker(part) ? defined(part.parts()) : evaluation.value(part).defined();
  }

  /* Of parts that have a value these always make one. */
  private static boolean isMaker(LoweredNode node) {
    if (node instanceof LoweredNode.Invoke invoke) {
      Builtin builtin = invoke.builtin();
      return switch (builtin) {
        case OBLIGATION_BARE, OBLIGATION_WITH, NOTIFICATION, ADVICE_BARE, ADVICE_WITH -> true;
        default -> false;
      };
    }
    return node instanceof LoweredNode.ListOf
        || node instanceof LoweredNode.MapOf
        || node instanceof LoweredNode.Call call
            && (call.method() == RuntimeSupport.Method.OBLIGATION
                || call.method() == RuntimeSupport.Method.CONCAT_LISTS);
  }

  private static List<Permit> permit(Condition when, Decision decision) {
    return decision.outcome() == Outcome.PERMIT && !when.isNever()
        ? List.of(new Permit(when, Optional.of(decision)))
        : List.of();
  }

  private static List<Permit> within(Condition condition, List<Permit> permits) {
    return permits.stream()
        .map(one -> new Permit(Condition.and(condition, one.when()), one.decision()))
        .filter(one -> !one.when().isNever())
        .toList();
  }
}
