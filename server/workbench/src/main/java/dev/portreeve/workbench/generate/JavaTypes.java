package dev.portreeve.workbench.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The types of facts in Java: those that Java has, and an enum or class for each that it has not.
 */
final class JavaTypes {
  private static final TypeName TEXT = ClassName.get(String.class);

  private final String packageName;
  private final Names classes;
  private final Map<String, TypeSpec> made = new LinkedHashMap<>();

  /**
   * @param classes the names of classes that are taken already
   */
  JavaTypes(String packageName, Names classes) {
    this.packageName = packageName;
    this.classes = classes;
  }

  /** The enums and classes that were needed so far, by their names. */
  Map<String, TypeSpec> made() {
    return made;
  }

  /**
   * The type of a value.
   *
   * @param names what a class made for it may be called, from the best on
   */
  TypeName of(ValueType type, String... names) {
    if (type instanceof BooleanType) {
      return TypeName.BOOLEAN;
    }
    if (type instanceof IntegerType) {
      return TypeName.LONG;
    }
    if (type instanceof NumberType) {
      return TypeName.DOUBLE;
    }
    if (type instanceof StringType text) {
      return text.values().isEmpty() ? TEXT : enumOf(text.values(), names);
    }
    if (type instanceof TimestampType) {
      return ClassName.get(Instant.class);
    }
    if (type instanceof ListType list) {
      return listOf(of(list.items(), names).box());
    }
    if (type instanceof MapType map) {
      TypeName values = of(map.values(), names).box();
      return ParameterizedTypeName.get(ClassName.get(Map.class), TEXT, values);
    }
    if (type instanceof StructType struct) {
      return structOf(struct, names);
    }
    if (type instanceof PatternsType) {
      return listOf(TEXT);
    }
    return type instanceof SealedType ? TEXT : ClassName.get(Object.class);
  }

  private static TypeName listOf(TypeName element) {
    return ParameterizedTypeName.get(ClassName.get(List.class), element);
  }

  /** An enum of these values; the same for the same ones under the same name. */
  ClassName enumOf(List<String> values, String... names) {
    String name = classes.of("enum " + names[0] + " " + values, names);
    if (!made.containsKey(name)) {
      made.put(name, JavaEnum.of(name, values));
    }
    return ClassName.get(packageName, name);
  }

  private ClassName structOf(StructType struct, String... names) {
    String shape = struct.fields().stream().map(Field::name).collect(Collectors.joining(" "));
    String name = classes.of("struct " + struct.name() + " " + shape, names);
    ClassName self = ClassName.get(packageName, name);
    if (!made.containsKey(name)) {
      made.put(name, TypeSpec.classBuilder(self).build()); // its own fields may not be of it
      made.put(name, JavaStruct.of(self, struct, this));
    }
    return self;
  }

  /**
   * What is sent of a value.
   *
   * @param value an expression of the type that {@link #of} says
   */
  static CodeBlock sent(ValueType type, CodeBlock value) {
    return sent(type, value, 1);
  }

  private static CodeBlock sent(ValueType type, CodeBlock value, int depth) {
    if (type instanceof StringType text && !text.values().isEmpty()) {
      return CodeBlock.of("$L.wire()", value);
    }
    if (type instanceof StructType) {
      return CodeBlock.of("$L.members()", value);
    }
    String each = "each" + depth;
    if (type instanceof ListType list && converted(list.items())) {
      CodeBlock inner = sent(list.items(), CodeBlock.of("$L", each), depth + 1);
      return CodeBlock.of("$L.stream().map($L -> $L).toList()", value, each, inner);
    }
    if (type instanceof MapType map && converted(map.values())) {
      CodeBlock inner = sent(map.values(), CodeBlock.of("$L.getValue()", each), depth + 1);
      return CodeBlock.of(
          "$L.entrySet().stream().collect($T.toMap($L -> $L.getKey(), $L -> $L))",
          value,
          Collectors.class,
          each,
          each,
          each,
          inner);
    }
    return value;
  }

  private static boolean converted(ValueType type) {
    return (type instanceof StringType text && !text.values().isEmpty())
        || type instanceof StructType
        || (type instanceof ListType list && converted(list.items()))
        || (type instanceof MapType map && converted(map.values()));
  }
}
