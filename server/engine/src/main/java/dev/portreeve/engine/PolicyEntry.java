package dev.portreeve.engine;

import dev.portreeve.engine.compiled.LatePolicy;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.oracle.OraclePolicy;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;

/** One policy in the forms it is kept. */
final class PolicyEntry {
  private final String key;
  private final Policy policy;
  private final OraclePolicy oracle;
  private final Decider decider;
  private final String fallback;
  private final TypeNames resourceTypes;
  private final FactFitting[] bySubjectType;
  private final FactFitting[] byResourceType;
  private final FactFitting ofAction;
  private final FactFitting ofContext;

  /**
   * @param key the hash of everything its compilation depended on
   * @param policy as checked
   * @param oracle as cel-java evaluates it
   * @param decider what decides: the compiled form, or the oracle when it does not compile
   * @param fallback why it does not compile, or empty
   */
  PolicyEntry(
      String key,
      Policy policy,
      OraclePolicy oracle,
      Decider decider,
      String fallback,
      Schema schema) {
    this.key = key;
    this.policy = policy;
    this.oracle = oracle;
    this.decider = decider;
    this.fallback = fallback;
    ActionSpec spec = schema.action(policy.name()).orElseThrow();
    this.resourceTypes = new TypeNames(spec.resourceTypes());
    this.bySubjectType = FactFitting.of(schema, spec, Entity.SUBJECT);
    this.byResourceType = FactFitting.of(schema, spec, Entity.RESOURCE);
    this.ofAction = FactFitting.of(schema, spec, Entity.ACTION)[0];
    this.ofContext = FactFitting.of(schema, spec, Entity.CONTEXT)[0];
  }

  String key() {
    return key;
  }

  Policy policy() {
    return policy;
  }

  OraclePolicy oracle() {
    return oracle;
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
    int resourceType = resourceTypes.indexOf(frame.resourceType());
    if (resourceType < 0) {
      return false;
    }
    bySubjectType[subjectType].apply(frame);
    byResourceType[resourceType].apply(frame);
    ofAction.apply(frame);
    ofContext.apply(frame);
    return true;
  }
}
