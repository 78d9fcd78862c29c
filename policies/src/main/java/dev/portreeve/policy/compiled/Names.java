package dev.portreeve.policy.compiled;

import org.objectweb.asm.Type;

/** Names of classes and descriptors as class files write them. */
final class Names {
  static final String OBJECT = "Ljava/lang/Object;";
  static final String ARRAY = "[Ljava/lang/Object;";
  static final String OPS = "dev/portreeve/policy/compiled/Ops";
  static final String FRAME = "dev/portreeve/policy/facts/Frame";
  static final String TEAM = "dev/portreeve/policy/facts/Team";
  static final String STRUCTURE = "dev/portreeve/policy/type/Structure";
  static final String INVALID = "dev/portreeve/policy/type/Invalid";
  static final String PROBLEM = "dev/portreeve/policy/facts/FactProblem";
  static final String FACT = "Ldev/portreeve/policy/schema/Fact;";
  static final String RUN = "(L" + FRAME + ";L" + TEAM + ";)" + OBJECT;

  private Names() {}

  static String descriptor(Class<?> type) {
    return Type.getDescriptor(type);
  }
}
