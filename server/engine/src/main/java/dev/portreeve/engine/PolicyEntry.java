package dev.portreeve.engine;

import dev.portreeve.engine.compiled.LatePolicy;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.oracle.OraclePolicy;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Schema;
import org.jspecify.annotations.Nullable;

/** One policy in the forms it is kept. */
final class PolicyEntry {
  private final String key;
  private final ActionSpec spec;
  private final LazyValue<Policy> policy;
  private final LazyValue<OraclePolicy> oracle;
  private final Decider decider;
  private final String fallback;
  private final Schema schema;

  /** Immutable, so that whoever sees it sees it whole; a late policy's is made when first used. */
  private @Nullable ActionFitting fitting;

  /**
   * @param key the hash of everything its compilation depended on
   * @param spec the action that it decides
   * @param policy as checked
   * @param oracle as cel-java evaluates it
   * @param decider what decides: the compiled form, or the oracle when it does not compile
   * @param fallback why it does not compile, or empty
   */
  PolicyEntry(
      String key,
      ActionSpec spec,
      LazyValue<Policy> policy,
      LazyValue<OraclePolicy> oracle,
      Decider decider,
      String fallback,
      Schema schema) {
    this.key = key;
    this.policy = policy;
    this.oracle = oracle;
    this.decider = decider;
    this.fallback = fallback;
    this.spec = spec;
    this.schema = schema;
    this.fitting = decider instanceof LatePolicy ? null : new ActionFitting(schema, spec);
  }

  String key() {
    return key;
  }

  String action() {
    return spec.name();
  }

  Policy policy() {
    return policy.get();
  }

  OraclePolicy oracle() {
    return oracle.get();
  }

  Decider decider() {
    return decider;
  }

  /** Why the policy does not compile, or empty. */
  String fallback() {
    return decider instanceof LatePolicy late ? late.fallback() : fallback;
  }

  /**
   * Fits a frame's facts to its types; false when the policy's action takes no such resource.
   *
   * @param subjectType the index of the subject's type among those of the schema
   */
  boolean fit(Frame frame, int subjectType) {
    ActionFitting known = fitting;
    if (known == null) {
      known = new ActionFitting(schema, spec);
      fitting = known;
    }
    return known.apply(frame, subjectType);
  }
}
