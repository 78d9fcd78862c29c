package dev.portreeve.engine.compiled;

import org.objectweb.asm.ClassWriter;

/** Works out stack frames without loading classes. */
final class PolicyClassWriter extends ClassWriter {
  PolicyClassWriter() {
    super(COMPUTE_FRAMES);
  }

  /** Where values of two classes meet they are cast before use, so any common class will do. */
  @Override
  protected String getCommonSuperClass(String first, String second) {
    return first.equals(second) ? first : "java/lang/Object";
  }
}
