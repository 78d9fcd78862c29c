package dev.portreeve.workbench.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.StructType;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** A value with declared members as a class of Java. */
final class JavaStruct {
  private static final String MEMBERS = "members";
  private static final TypeName MAP =
      ParameterizedTypeName.get(Map.class, String.class, Object.class);

  private JavaStruct() {}

  static TypeSpec of(ClassName self, StructType struct, JavaTypes types) {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addJavadoc("A value with the members that the policy set declares.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addField(MAP, MEMBERS, Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(MAP, MEMBERS)
                    .addStatement("this.$N = $N", MEMBERS, MEMBERS)
                    .build())
            .addMethod(
                MethodSpec.methodBuilder(MEMBERS)
                    .addJavadoc("The members as they stand in a request.\n")
                    .addModifiers(Modifier.PUBLIC)
                    .returns(MAP)
                    .addStatement("return $N", MEMBERS)
                    .build());
    Names names = Names.ofMembers();
    spec.addMethod(factory(self, struct, names, types));
    for (Field field : struct.fields()) {
      String name = names.of(field.name(), Names.lower(field.name()));
      TypeName type = type(self, field, types);
      CodeBlock sent = JavaTypes.sent(field.type(), CodeBlock.of("given"));
      spec.addMethod(
          MethodSpec.methodBuilder(name)
              .addJavadoc(
                  JavaDoc.of(
                      field.description(),
                      "The same with {@code " + JavaDoc.code(field.name()) + "}."))
              .addModifiers(Modifier.PUBLIC)
              .returns(self)
              .addParameter(type, "given")
              .addStatement("$T more = new $T<>($N)", MAP, TreeMap.class, MEMBERS)
              .addStatement("more.put($S, $L)", field.name(), sent)
              .addStatement("return new $T($T.copyOf(more))", self, Map.class)
              .build());
    }
    return spec.build();
  }

  private static TypeName type(ClassName self, Field field, JavaTypes types) {
    String name = Names.upper(field.name());
    return types.of(field.type(), name, self.simpleName() + name);
  }

  private static MethodSpec factory(
      ClassName self, StructType struct, Names names, JavaTypes types) {
    MethodSpec.Builder of =
        MethodSpec.methodBuilder("of")
            .addJavadoc(
                struct.required().isEmpty()
                    ? "One without members.\n"
                    : "One with the members that it cannot do without.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(self);
    CodeBlock.Builder made = CodeBlock.builder().add("return new $T($T.of())", self, Map.class);
    for (Field field : struct.required()) {
      String name = names.of(field.name(), Names.lower(field.name()));
      of.addParameter(type(self, field, types), name);
      made.add(".$N($N)", name, name);
    }
    return of.addStatement(made.build()).build();
  }
}
