package dev.portreeve.policy;

import dev.portreeve.policy.compiled.PolicyCompiler;
import dev.portreeve.policy.lang.Catalogue;
import dev.portreeve.policy.lang.Environment;
import dev.portreeve.policy.lang.Lazy;
import dev.portreeve.policy.lang.Messages;
import dev.portreeve.policy.lang.PolicyReader;
import dev.portreeve.policy.oracle.OracleSet;
import dev.portreeve.policy.schema.Schema;

/**
 * What all policies of a set depend on; taken over as it is by a reload that changes none of it.
 *
 * @param hash of the texts it was read from
 * @param catalogue read when asked for, if the set is known to be good
 */
record Shared(
    String hash,
    Schema schema,
    Messages messages,
    Lazy<Catalogue> catalogue,
    Environment environment,
    OracleSet oracle) {

  PolicyReader reader() {
    return new PolicyReader(schema, environment, messages, catalogue.get());
  }

  PolicyCompiler compiler() {
    return new PolicyCompiler(schema, environment, messages);
  }
}
