package dev.portreeve.policy.compiled;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/**
 * The objects that a compiled policy holds. They travel as the data of its hidden class, from where
 * the JVM takes them as constants.
 */
final class Constants {
  private static final Handle CLASS_DATA_AT =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/MethodHandles",
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
              + "Ljava/lang/Object;",
          false);

  private final List<Object> objects = new ArrayList<>();

  /** What loads the object, as a value of the class with that descriptor. */
  ConstantDynamic add(Object object, String descriptor) {
    int index = -1;
    for (int i = 0; i < objects.size() && index < 0; i++) {
      index = objects.get(i) == object ? i : -1;
    }
    if (index < 0) {
      index = objects.size();
      objects.add(object);
    }
    return new ConstantDynamic("_", descriptor, CLASS_DATA_AT, index);
  }

  List<Object> objects() {
    return List.copyOf(objects);
  }
}
