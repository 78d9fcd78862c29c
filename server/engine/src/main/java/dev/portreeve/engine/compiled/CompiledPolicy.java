package dev.portreeve.engine.compiled;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.Decisions;
import dev.portreeve.engine.lang.MessageResolver;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy as the JVM's own code. */
public final class CompiledPolicy implements Decider {
  /*
   * A handle, not an interface that generated classes implement: where few policies are asked the
   * JVM would compile their code into all that leads there, and throw all of it away at a reload.
   */
  private final MethodHandle rule;
  private final MessageResolver speaker;

  private final Map<FactProblem, Decision> denials = new HashMap<>();
  private final Set<Decision> constants = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param rule takes a frame and a team and returns a {@link Decision}, or the {@link FactProblem}
   *     that kept the policy from making one
   * @param objects what the code holds: decisions, and problems whose denials are made once
   */
  CompiledPolicy(MethodHandle rule, MessageResolver speaker, List<Object> objects) {
    this.rule = rule;
    this.speaker = speaker;
    denials.put(FactProblem.FAILURE, denial(FactProblem.FAILURE));
    for (Object object : objects) {
      if (object instanceof FactProblem problem) {
        denials.put(problem, denial(problem));
      } else if (object instanceof Decision decision) {
        constants.add(decision);
      }
    }
    constants.addAll(denials.values());
  }

  /** The decisions that are one object for the life of the policy. */
  public Set<Decision> constants() {
    return constants;
  }

  @Override
  public Decision decide(Frame frame, @Nullable Team team) {
    Object result;
    try {
      result = (Object) rule.invokeExact(frame, team);
    } catch (Error e) {
      if (!(e instanceof StackOverflowError)) {
        throw e;
      }
      result = FactProblem.FAILURE;
    } catch (Throwable e) {
      result = FactProblem.FAILURE; // a defect of the compiler; the check is denied all the same
    }
    if (result instanceof Decision decision) {
      return decision;
    }
    Decision known = denials.get(result);
    return known != null ? known : denial((FactProblem) result);
  }

  private Decision denial(FactProblem problem) {
    return speaker.speak(Decisions.denial(problem));
  }
}
