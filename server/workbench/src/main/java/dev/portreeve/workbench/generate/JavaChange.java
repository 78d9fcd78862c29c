package dev.portreeve.workbench.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.portreeve.engine.schema.Setting;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** A proposed change of a setting as a class of Java: each setting with values of its own type. */
final class JavaChange {
  static final String SETTING = "setting";
  static final String FACT = "fact";
  static final String VALUE = "value";

  private JavaChange() {}

  static TypeSpec of(ClassName self, ProposedChange change, JavaTypes types) {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addJavadoc("A change of one setting: its new value, or an entry of a list in it.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL);
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    member(spec, constructor, ClassName.get(String.class), SETTING);
    member(spec, constructor, ClassName.get(String.class), FACT);
    member(spec, constructor, ClassName.get(Object.class), VALUE);
    spec.addMethod(constructor.build());
    Names names = Names.ofMembers();
    for (ProposedChange.Proposal proposal : change.proposals()) {
      spec.addMethod(factory(self, proposal, names, types));
    }
    return spec.build();
  }

  /** A field that the requests beside the class read. */
  private static void member(
      TypeSpec.Builder spec, MethodSpec.Builder constructor, TypeName type, String name) {
    spec.addField(type, name, Modifier.FINAL);
    constructor.addParameter(type, name).addStatement("this.$N = $N", name, name);
  }

  private static MethodSpec factory(
      ClassName self, ProposedChange.Proposal proposal, Names names, JavaTypes types) {
    Setting setting = proposal.setting();
    String way = proposal.fact().name();
    boolean whole = proposal.type() == setting.type();
    String[] words =
        whole
            ? new String[] {setting.key()}
            : new String[] {setting.key(), way, proposal.key().orElse("")};
    String upper = Names.upper(setting.key());
    TypeName type = types.of(proposal.type(), upper, "Setting" + upper);
    CodeBlock sent = JavaTypes.sent(proposal.type(), CodeBlock.of("given"));
    CodeBlock value =
        proposal.key().map(key -> CodeBlock.of("$T.of($S, $L)", Map.class, key, sent)).orElse(sent);
    return MethodSpec.methodBuilder(
            names.of(String.join(" ", words) + " " + way, Names.lower(words)))
        .addJavadoc(
            JavaDoc.of(
                setting.title().isEmpty() ? setting.description() : setting.title(),
                "Gives {@code %s} of {@code %s}."
                    .formatted(JavaDoc.code(way), JavaDoc.code(setting.key()))))
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(self)
        .addParameter(type, "given")
        .addStatement("return new $T($S, $S, $L)", self, setting.key(), way, value)
        .build();
  }
}
