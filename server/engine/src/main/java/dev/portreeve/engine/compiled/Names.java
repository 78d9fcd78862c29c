package dev.portreeve.engine.compiled;

import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Structure;
import org.objectweb.asm.Type;

/** Names of classes and descriptors as class files write them. */
final class Names {
  static final String OBJECT = "Ljava/lang/Object;";
  static final String ARRAY = "[Ljava/lang/Object;";
  static final String OPS = Type.getInternalName(RuntimeSupport.class);
  static final String FRAME = Type.getInternalName(Frame.class);
  static final String TEAM = Type.getInternalName(Team.class);
  static final String STRUCTURE = Type.getInternalName(Structure.class);
  static final String INVALID = Type.getInternalName(InvalidValue.class);
  static final String PROBLEM = Type.getInternalName(FactProblem.class);
  static final String FACT = Type.getDescriptor(Fact.class);
  static final String RUN = "(L" + FRAME + ";L" + TEAM + ";)" + OBJECT;

  private Names() {}

  static String descriptor(Class<?> type) {
    return Type.getDescriptor(type);
  }
}
