package dev.portreeve.engine.compiled;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.LazyValue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A policy that is compiled when it first decides; for processes that ask few of many policies. */
public final class LatePolicy implements Decider {
  private final LazyValue<PolicyCompiler.Result> compiled;
  private final Supplier<? extends Decider> reference;

  /**
   * @param compiling compiles it; called once
   * @param reference gives what decides where the policy does not compile
   */
  public LatePolicy(
      Supplier<PolicyCompiler.Result> compiling, Supplier<? extends Decider> reference) {
    this.compiled = new LazyValue<>(compiling);
    this.reference = reference;
  }

  /** Why it does not compile, or empty. */
  public String fallback() {
    return compiled.get() instanceof PolicyCompiler.Result.Fallback fallback
        ? fallback.reason()
        : "";
  }

  @Override
  public Decision decide(Frame frame, @Nullable Team team) {
    Decider decider =
        compiled.get() instanceof PolicyCompiler.Result.Compiled code
            ? code.policy()
            : reference.get();
    return decider.decide(frame, team);
  }
}
