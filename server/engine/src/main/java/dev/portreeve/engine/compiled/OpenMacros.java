package dev.portreeve.engine.compiled;

import dev.portreeve.engine.compiled.PartialValue.Items;
import dev.portreeve.engine.compiled.PartialValue.Known;
import dev.portreeve.engine.compiled.PartialValue.Truth;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.type.ValueList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Macros over known lists and maps, of which what is asked may depend on the candidate. */
final class OpenMacros {
  private final PartialEvaluation evaluation;

  OpenMacros(PartialEvaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Hears of each round of a loop, for which its variables are bound. */
  private interface Round {
    void run() throws NotExpressible;
  }

  /** Goes through a container; false if it has no value. */
  private boolean each(LoweredNode.Range range, Round round) throws NotExpressible {
    PartialValue container = evaluation.value(range.container());
    if (container.defined().isNever()) {
      return false;
    }
    if (!(container instanceof Known known)) {
      throw evaluation.at(
          new NotExpressible("a macro over a list that each resource brings"), range.container());
    }
    Object[] elements = RuntimeSupport.elements(known.value());
    for (int i = 0; i < elements.length; i++) {
      Object element = elements[i];
      if (range.first().isPresent()) {
        evaluation.bind(range.first().get(), range.ofMap() ? element : (Object) (long) i);
        element =
            range.ofMap() ? PartialEvaluation.member((Map<?, ?>) known.value(), element) : element;
      }
      evaluation.bind(range.last(), element);
      round.run();
    }
    return true;
  }

  PartialValue quantify(LoweredNode.Quantify node) throws NotExpressible {
    if (node.quantifier() == LoweredNode.Quantify.Quantifier.EXISTS_ONE) {
      return one(node);
    }
    boolean exists = node.quantifier() == LoweredNode.Quantify.Quantifier.EXISTS;
    Condition[] sides = {
      exists ? Condition.never() : Condition.always(),
      exists ? Condition.always() : Condition.never()
    };
    boolean defined =
        each(
            node.range(),
            () -> {
              Truth truth = evaluation.truth(node.predicate()).asTruth();
              sides[0] =
                  exists
                      ? Condition.or(sides[0], truth.holds())
                      : Condition.and(sides[0], truth.holds());
              sides[1] =
                  exists
                      ? Condition.and(sides[1], truth.fails())
                      : Condition.or(sides[1], truth.fails());
            });
    return defined ? PartialValue.truth(sides[0], sides[1]) : PartialValue.failed();
  }

  private PartialValue one(LoweredNode.Quantify node) throws NotExpressible {
    List<PartialValue> rounds = new ArrayList<>();
    if (!each(node.range(), () -> rounds.add(evaluation.truth(node.predicate())))) {
      return PartialValue.failed();
    }
    int count = 0;
    for (PartialValue round : rounds) {
      if (round.defined().isNever()) {
        return PartialValue.failed();
      }
      if (!(round instanceof Known known)) {
        throw new NotExpressible("`exists_one` of what depends on the resource");
      }
      count += (boolean) known.value() ? 1 : 0;
    }
    return new Known(count == 1);
  }

  PartialValue collect(LoweredNode.Collect node) throws NotExpressible {
    List<PartialValue> items = new ArrayList<>();
    boolean[] failed = {false};
    boolean defined =
        each(
            node.range(),
            () -> {
              PartialValue taken =
                  node.predicate().isPresent()
                      ? evaluation.truth(node.predicate().get())
                      : new Known(true);
              failed[0] |= taken.defined().isNever();
              if (!failed[0] && !(taken instanceof Known)) {
                throw new NotExpressible("a list whose length depends on the resource");
              }
              if (taken instanceof Known known && (boolean) known.value()) {
                items.add(evaluation.value(node.transform()));
              }
            });
    if (!defined || failed[0]) {
      return PartialValue.failed();
    }
    return items.stream().allMatch(Known.class::isInstance)
        ? new Known(ValueList.of(items.stream().map(i -> ((Known) i).value()).toArray()))
        : new Items(items);
  }
}
