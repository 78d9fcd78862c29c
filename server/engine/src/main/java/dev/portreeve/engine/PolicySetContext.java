package dev.portreeve.engine;

import dev.portreeve.engine.compiled.PolicyCompiler;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Guards;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.PolicyReader;
import dev.portreeve.engine.lang.Requirements;
import dev.portreeve.engine.oracle.OracleSet;
import dev.portreeve.engine.schema.Schema;

/**
 * What all policies of a set depend on; taken over as it is by a reload that changes none of it.
 *
 * @param hash of the texts it was read from
 * @param requirements read when asked for, if the set is known to be good
 * @param guards decided before every action's own policy
 */
record PolicySetContext(
    String hash,
    Schema schema,
    Messages messages,
    LazyValue<Requirements> requirements,
    Environment environment,
    Guards guards,
    OracleSet oracle) {

  PolicyReader reader() {
    return new PolicyReader(schema, environment, messages, requirements);
  }

  PolicyCompiler compiler() {
    return new PolicyCompiler(schema, environment, messages);
  }
}
