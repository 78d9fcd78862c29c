package dev.portreeve.engine.compiled;

import dev.portreeve.engine.compiled.PartialValue.Known;
import dev.portreeve.engine.compiled.PartialValue.Truth;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.MessageResolver;
import dev.portreeve.engine.lang.RuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy behind its set's guards, in the form that is evaluated as far as a check tells. What is
 * left is a condition on the candidates that the check leaves open. Safe for use by several
 * threads.
 */
public final class PartialPolicy {
  private final PolicyScope scope;
  private final LoweredRule rule;
  private final MessageResolver speaker;
  private final ForeignExpressions foreign;

  PartialPolicy(
      PolicyScope scope, LoweredRule rule, MessageResolver speaker, ForeignExpressions foreign) {
    this.scope = scope;
    this.rule = rule;
    this.speaker = speaker;
    this.foreign = foreign;
  }

  /**
   * One way to a permit.
   *
   * @param when it is taken; no two ways are taken for the same candidate
   * @param decision empty where it depends on the candidate
   * @param match that decides, or empty when it is not known where it stands
   */
  public record Way(Condition when, Optional<Decision> decision, Optional<RuleTree.Match> match) {}

  /**
   * When the policy permits.
   *
   * @param condition holds exactly where one of the ways is taken
   * @param ways to a permit
   */
  public record Residual(Condition condition, List<Way> ways) {
    public Residual {
      ways = List.copyOf(ways);
    }
  }

  /**
   * When the policy permits, exactly.
   *
   * @param frame fitted to the action
   * @param team the one the frame names, or null when none is known
   */
  public Residual exactly(OpenFacts facts, Frame frame, @Nullable Team team) throws NotExpressible {
    try {
      Walk walk = new Walk(facts, frame, team, PartialEvaluation.Otherwise.REFUSE);
      Condition unused = walk.walk(rule, Condition.always());
      return new Residual(walk.condition(rule), walk.ways);
    } catch (NotExpressible e) {
      throw scope.origins().map(e::placed).orElse(e);
    }
  }

  /**
   * A condition that holds at least where the policy permits.
   *
   * @param frame fitted to the action
   * @param team the one the frame names, or null when none is known
   */
  public Condition atLeast(OpenFacts facts, Frame frame, @Nullable Team team) {
    try {
      Walk walk = new Walk(facts, frame, team, PartialEvaluation.Otherwise.WIDEN);
      return walk.condition(rule);
    } catch (NotExpressible e) {
      return Condition.always();
    }
  }

  /** One evaluation. */
  private final class Walk {
    private final PartialEvaluation.Otherwise otherwise;
    private final PartialEvaluation evaluation;
    private final PartialOutputs outputs;
    private final List<Way> ways = new ArrayList<>();

    Walk(OpenFacts facts, Frame frame, @Nullable Team team, PartialEvaluation.Otherwise otherwise) {
      this.otherwise = otherwise;
      this.evaluation = new PartialEvaluation(scope, facts, frame, team, otherwise, foreign);
      this.outputs = new PartialOutputs(evaluation);
    }

    /** Adds the ways of a rule; when none of its matches holds. */
    private Condition walk(LoweredRule walked, Condition reached) throws NotExpressible {
      Condition here = reached;
      for (LoweredRule.Match match : walked.matches()) {
        if (here.isNever()) {
          return here;
        }
        Truth truth = truth(match);
        Condition taken = Condition.and(here, truth.holds());
        here = Condition.and(here, truth.fails());
        if (taken.isNever()) {
          continue;
        }
        if (match.nested().isPresent()) {
          here = Condition.or(here, walk(match.nested().get(), taken));
        } else {
          for (PartialOutputs.Permit permit : outputs.of(match.output().orElseThrow())) {
            Condition when = Condition.and(taken, permit.when());
            if (!when.isNever()) {
              ways.add(
                  new Way(
                      when,
                      permit.decision().map(speaker::speak),
                      scope.origins().flatMap(origins -> origins.source(match))));
            }
          }
        }
      }
      return here;
    }

    private Truth truth(LoweredRule.Match match) throws NotExpressible {
      PartialValue value =
          match.condition().isPresent()
              ? evaluation.truth(match.condition().get())
              : new Known(true);
      return value.asTruth();
    }

    private interface Rest {
      Condition of() throws NotExpressible;
    }

    /** When some permit is reached. */
    Condition condition(LoweredRule whole) throws NotExpressible {
      return from(whole, 0, () -> Condition.never());
    }

    private Condition from(LoweredRule walked, int at, Rest rest) throws NotExpressible {
      if (at == walked.matches().size()) {
        return rest.of();
      }
      LoweredRule.Match match = walked.matches().get(at);
      Truth truth = truth(match);
      Rest next = () -> from(walked, at + 1, rest);
      Condition taken = truth.holds();
      if (!taken.isNever()) {
        taken =
            match.nested().isPresent()
                ? Condition.and(taken, from(match.nested().get(), 0, next))
                : Condition.and(taken, permits(match));
      }
      return truth.fails().isNever()
          ? taken
          : Condition.or(taken, Condition.and(truth.fails(), next.of()));
    }

    private Condition permits(LoweredRule.Match match) throws NotExpressible {
      try {
        Condition permits = Condition.never();
        for (PartialOutputs.Permit permit : outputs.of(match.output().orElseThrow())) {
          permits = Condition.or(permits, permit.when());
        }
        return permits;
      } catch (NotExpressible e) {
        if (otherwise == PartialEvaluation.Otherwise.WIDEN) {
          return Condition.always();
        }
        throw e;
      }
    }
  }
}
