package dev.portreeve.engine;

import dev.portreeve.engine.lang.Decider;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.oracle.OraclePolicy;
import dev.portreeve.engine.schema.ActionSpec;

/**
 * One policy in the forms it is kept.
 *
 * @param key the hash of everything its compilation depended on
 * @param policy as checked
 * @param oracle as cel-java evaluates it
 * @param decider what decides: the compiled form, or the oracle when it does not compile
 * @param fallback why it does not compile, or empty
 * @param spec the action it decides
 * @param resourceTypes those of the action
 */
record PolicyEntry(
    String key,
    Policy policy,
    OraclePolicy oracle,
    Decider decider,
    String fallback,
    ActionSpec spec,
    TypeNames resourceTypes) {

  PolicyEntry(
      String key,
      Policy policy,
      OraclePolicy oracle,
      Decider decider,
      String fallback,
      ActionSpec spec) {
    this(key, policy, oracle, decider, fallback, spec, new TypeNames(spec.resourceTypes()));
  }
}
