package dev.portreeve.workbench.generate;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** An enumeration of a schema as an enum of Java. */
final class JavaEnum {
  private static final String WIRE = "wire";

  private JavaEnum() {}

  static TypeSpec of(String name, List<String> values) {
    Names constants = new Names(Set.of());
    TypeSpec.Builder spec =
        TypeSpec.enumBuilder(name)
            .addJavadoc("One of the values that the policy set knows.\n")
            .addModifiers(Modifier.PUBLIC)
            .addField(String.class, WIRE, Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addParameter(String.class, WIRE)
                    .addStatement("this.$N = $N", WIRE, WIRE)
                    .build())
            .addMethod(
                MethodSpec.methodBuilder(WIRE)
                    .addJavadoc("The value as it stands in a request.\n")
                    .addModifiers(Modifier.PUBLIC)
                    .returns(String.class)
                    .addStatement("return $N", WIRE)
                    .build());
    for (String value : values) {
      String constant = constants.of(value, Names.constant(value));
      spec.addEnumConstant(constant, TypeSpec.anonymousClassBuilder("$S", value).build());
    }
    return spec.build();
  }
}
