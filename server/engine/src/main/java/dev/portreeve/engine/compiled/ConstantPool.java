package dev.portreeve.engine.compiled;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.portreeve.engine.facts.FactProblem;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * The objects that a compiled policy holds: static final fields, which the JVM treats as constants.
 *
 * <p>They travel as the data of the hidden class. Loading them where they are used, by dynamic
 * constants, will not do: HotSpot 17 compiles no method with one that was never reached.
 */
final class ConstantPool {
  private static final String LIST = "java/util/List";
  private static final String HANDLES = "java/lang/invoke/MethodHandles";
  private static final String LOOKUP = "Ljava/lang/invoke/MethodHandles$Lookup;";

  private final String owner;
  private final List<Object> objects = new ArrayList<>();
  private final List<String> descriptors = new ArrayList<>();

  /**
   * @param owner the name of the class whose fields they are
   */
  ConstantPool(String owner) {
    this.owner = owner;
  }

  /** Loads the object, as a value of the class with that descriptor. */
  void load(MethodVisitor code, Object object, String descriptor) {
    int index = indexOf(object, descriptor);
    if (index < 0) {
      index = objects.size();
      objects.add(object);
      descriptors.add(descriptor);
    }
    code.visitFieldInsn(GETSTATIC, owner, field(index), descriptor);
  }

  private int indexOf(Object object, String descriptor) {
    for (int i = 0; i < objects.size(); i++) {
      if (isSame(objects.get(i), object) && descriptors.get(i).equals(descriptor)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(Object known, Object object) {
    return known == object || known instanceof FactProblem && known.equals(object);
  }

  private static String field(int index) {
    return "constant" + index;
  }

  /** Writes the fields and the code that fills them; to be called last. */
  void write(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    code.visitMethodInsn(INVOKESTATIC, HANDLES, "lookup", "()" + LOOKUP, false);
    code.visitLdcInsn("_");
    code.visitLdcInsn(Type.getObjectType(LIST));
    code.visitMethodInsn(
        INVOKESTATIC,
        HANDLES,
        "classData",
        "(" + LOOKUP + "Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;",
        false);
    code.visitTypeInsn(CHECKCAST, LIST);
    code.visitVarInsn(ASTORE, 0);
    for (int i = 0; i < objects.size(); i++) {
      String descriptor = descriptors.get(i);
      writer.visitField(ACC_STATIC | ACC_FINAL, field(i), descriptor, null, null).visitEnd();
      code.visitVarInsn(ALOAD, 0);
      code.visitLdcInsn(i);
      code.visitMethodInsn(INVOKEINTERFACE, LIST, "get", "(I)" + Names.OBJECT, true);
      code.visitTypeInsn(CHECKCAST, Type.getType(descriptor).getInternalName());
      code.visitFieldInsn(PUTSTATIC, owner, field(i), descriptor);
    }
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** All of them. */
  List<Object> objects() {
    return List.copyOf(objects);
  }
}
