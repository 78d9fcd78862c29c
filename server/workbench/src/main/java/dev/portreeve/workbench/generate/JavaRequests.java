package dev.portreeve.workbench.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** A class for each action, which builds checks of the Java client that name nothing unknown. */
final class JavaRequests {
  private static final String CLIENT = "dev.portreeve.client";
  private static final ClassName CHECK = ClassName.get(CLIENT, "Check");

  /* Classes that generated ones use by their simple names. */
  private static final Set<String> USED =
      Set.of(
          "Check",
          "Subject",
          "Action",
          "Resource",
          "String",
          "Object",
          "Override",
          "Map",
          "List",
          "TreeMap",
          "Instant",
          "Collectors",
          "Long",
          "Double",
          "Boolean");

  private final String packageName;
  private final Names classes = new Names(USED);
  private final JavaTypes types;

  private JavaRequests(String packageName) {
    this.packageName = packageName;
    this.types = new JavaTypes(packageName, classes);
  }

  /** The sources by their paths. */
  static Map<String, String> of(Snapshot snapshot, String packageName) {
    JavaRequests requests = new JavaRequests(packageName);
    List<RequestShape> shapes = RequestShape.of(snapshot);
    // Actions come first, so that their classes are called what the actions are.
    shapes.forEach(requests::name);
    Map<String, TypeSpec> specs = new TreeMap<>();
    for (RequestShape shape : shapes) {
      specs.put(requests.name(shape), requests.request(shape));
    }
    shapes.stream()
        .flatMap(shape -> shape.change().stream())
        .findFirst()
        .ifPresent(
            change -> {
              ClassName self = requests.change();
              specs.put(self.simpleName(), JavaChange.of(self, change, requests.types));
            });
    specs.putAll(requests.types.made());
    Map<String, String> files = new TreeMap<>();
    specs.forEach((name, spec) -> files.put(requests.path(name), requests.text(spec)));
    return files;
  }

  private String name(RequestShape shape) {
    return classes.of("action " + shape.action().name(), Names.upper(shape.action().name()));
  }

  private ClassName change() {
    return ClassName.get(packageName, classes.of("change", "SettingChange", "ProposedChange"));
  }

  private String path(String name) {
    return packageName.replace('.', '/') + "/" + name + ".java";
  }

  private String text(TypeSpec spec) {
    return JavaFile.builder(packageName, spec)
        .addFileComment("$L", GeneratedFiles.MARK)
        .skipJavaLangImports(true)
        .indent("  ")
        .build()
        .toString();
  }

  private TypeSpec request(RequestShape shape) {
    ClassName self = ClassName.get(packageName, name(shape));
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(self)
            .addJavadoc(
                JavaDoc.of(
                    shape.action().description(),
                    "Builds checks of {@code "
                        + JavaDoc.code(shape.action().name())
                        + "}. Not safe for use by several threads."))
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addField(
                com.palantir.javapoet.FieldSpec.builder(
                        CHECK.nestedClass("Builder"), "check", Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("$T.builder()", CHECK)
                    .build());
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    for (Entity part : List.of(Entity.SUBJECT, Entity.ACTION, Entity.RESOURCE)) {
      ClassName type = ClassName.get(CLIENT, Names.upper(part.variable()));
      spec.addField(type, part.variable(), Modifier.PRIVATE);
      constructor.addParameter(type, part.variable());
      constructor.addStatement("this.$N = $N", part.variable(), part.variable());
    }
    spec.addMethod(constructor.build());
    Names members = Names.ofMembers();
    addFactories(spec, self, shape, members);
    for (RequestShape.Part fact : shape.facts()) {
      spec.addMethod(setter(self, shape, fact, members));
    }
    shape.change().ifPresent(change -> spec.addMethod(changing(self, change, members)));
    return spec.addMethod(
            MethodSpec.methodBuilder("check")
                .addJavadoc("The check, as it is now.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(CHECK)
                .addStatement(
                    "return check.subject(subject).action(action).resource(resource).build()")
                .build())
        .build();
  }

  private void addFactories(
      TypeSpec.Builder spec, ClassName self, RequestShape shape, Names members) {
    List<ParameterSpec> parties = new ArrayList<>();
    CodeBlock subject = party(Entity.SUBJECT, shape.subjectTypes(), shape, parties);
    CodeBlock resource = party(Entity.RESOURCE, shape.resourceTypes(), shape, parties);
    CodeBlock made =
        CodeBlock.of(
            "new $T($L, $T.of($S), $L)",
            self,
            subject,
            ClassName.get(CLIENT, "Action"),
            shape.action().name(),
            resource);
    List<ParameterSpec> required = new ArrayList<>();
    for (RequestShape.Part fact : shape.required()) {
      required.add(ParameterSpec.builder(type(shape, fact), member(fact, members)).build());
    }
    if (shape.change().filter(ProposedChange::required).isPresent()) {
      required.add(ParameterSpec.builder(change(), change(members)).build());
    }
    if (required.isEmpty()) {
      spec.addMethod(
          factory("of", self, parties, CodeBlock.of("return $L", made), "Begins a check.\n"));
      return;
    }
    List<ParameterSpec> all = new ArrayList<>(parties);
    CodeBlock.Builder chain = CodeBlock.builder().add("return partial(");
    for (int i = 0; i < parties.size(); i++) {
      chain.add(i == 0 ? "$N" : ", $N", parties.get(i));
    }
    chain.add(")");
    for (ParameterSpec parameter : required) {
      all.add(parameter);
      chain.add(".$N($N)", parameter.name(), parameter);
    }
    spec.addMethod(
        factory(
            "of",
            self,
            all,
            chain.build(),
            "Begins a check with every fact without which it is never permitted.\n"));
    spec.addMethod(
        factory(
            "partial",
            self,
            parties,
            CodeBlock.of("return $L", made),
            "Begins a check of somebody who does not know all of that; what turns out to be needed is then\nthe denial {@code missing_fact}.\n"));
  }

  private static MethodSpec factory(
      String name, ClassName self, List<ParameterSpec> parameters, CodeBlock body, String text) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc(text)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(self)
        .addParameters(parameters)
        .addStatement(body)
        .build();
  }

  /** A subject or resource by its id, and its type where there are several. */
  private CodeBlock party(
      Entity entity, List<String> values, RequestShape shape, List<ParameterSpec> parameters) {
    ClassName client = ClassName.get(CLIENT, Names.upper(entity.variable()));
    String id = entity.variable() + "Id";
    CodeBlock type;
    if (values.size() == 1) {
      type = CodeBlock.of("$S", values.get(0));
    } else {
      String name = entity.variable() + "Type";
      TypeName given =
          values.isEmpty()
              ? ClassName.get(String.class)
              : types.enumOf(values, Names.upper(name), name(shape) + Names.upper(name));
      parameters.add(ParameterSpec.builder(given, name).build());
      type = CodeBlock.of(values.isEmpty() ? "$N" : "$N.wire()", name);
    }
    parameters.add(ParameterSpec.builder(String.class, id).build());
    return CodeBlock.of("$T.of($L, $N)", client, type, id);
  }

  private MethodSpec setter(
      ClassName self, RequestShape shape, RequestShape.Part fact, Names members) {
    Entity entity = fact.fact().entity();
    String name = fact.fact().name();
    CodeBlock sent = JavaTypes.sent(fact.type(), CodeBlock.of("given"));
    CodeBlock body =
        entity == Entity.CONTEXT
            ? CodeBlock.of("check.context($S, $L)", name, sent)
            : CodeBlock.of(
                "$N = $N.with($S, $L)", entity.variable(), entity.variable(), name, sent);
    return MethodSpec.methodBuilder(member(fact, members))
        .addJavadoc(
            JavaDoc.of(
                fact.fact().description(),
                "Gives {@code " + JavaDoc.code(fact.fact().path()) + "}."))
        .addModifiers(Modifier.PUBLIC)
        .returns(self)
        .addParameter(type(shape, fact), "given")
        .addStatement(body)
        .addStatement("return this")
        .build();
  }

  private MethodSpec changing(ClassName self, ProposedChange change, Names members) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(change(members))
            .addJavadoc("Says which setting is changed, and how; once.\n")
            .addModifiers(Modifier.PUBLIC)
            .returns(self)
            .addParameter(change(), "given");
    String setting = change.spec().setting().name();
    String entity = change.entity().variable();
    if (change.entity() == Entity.CONTEXT) {
      method.addStatement("check.context($S, given.setting)", setting);
      method.addStatement("check.context(given.fact, given.value)");
    } else {
      method.addStatement("$N = $N.with($S, given.setting)", entity, entity, setting);
      method.addStatement("$N = $N.with(given.fact, given.value)", entity, entity);
    }
    return method.addStatement("return this").build();
  }

  private static String change(Names members) {
    return members.of("the change", "change");
  }

  private static String member(RequestShape.Part fact, Names members) {
    String path = fact.fact().variable();
    return members.of(path, Names.lower(path));
  }

  private TypeName type(RequestShape shape, RequestShape.Part fact) {
    String name = Names.upper(fact.fact().name());
    String entity = Names.upper(fact.fact().entity().variable());
    return types.of(fact.type(), name, entity + name, name(shape) + entity + name);
  }
}
