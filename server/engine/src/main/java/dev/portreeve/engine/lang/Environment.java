package dev.portreeve.engine.lang;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.portreeve.engine.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The CEL environment of a policy set: what its expressions may name. Immutable.
 *
 * <p>Built-in functions are bound; definitions are late-bound, since their bodies read the facts of
 * the check at hand.
 */
public final class Environment {
  /* As deep as people write and far from what would exhaust a stack. */
  private static final int MAX_DEPTH = 100;
  private static final int MAX_EXPRESSION = 20_000;

  static final CelOptions OPTIONS =
      CelOptions.current()
          .maxParseRecursionDepth(MAX_DEPTH)
          .maxExpressionCodePointSize(MAX_EXPRESSION)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  static final Set<CelStandardMacro> MACROS = CelStandardMacro.STANDARD_MACROS;

  private static final List<CelFunctionDecl> BUILTINS = builtins();

  private final CelTypeMapping types;
  private final LazyValue<Cel> cel;
  private final List<Definition> definitions;
  private final Predicate<String> excused;

  private Environment(CelTypeMapping types, List<Definition> definitions) {
    this.types = types;
    this.definitions = List.copyOf(definitions);
    this.cel = new LazyValue<>(() -> builder().build());
    this.excused = name -> false;
  }

  private Environment(Environment other, Predicate<String> excused) {
    this.types = other.types;
    this.definitions = other.definitions;
    this.cel = other.cel;
    this.excused = excused;
  }

  /** The environment of a set that has a schema and no definitions. */
  public static Environment of(Schema schema) {
    return new Environment(CelTypeMapping.of(schema), List.of());
  }

  private CelBuilder builder() {
    CelBuilder builder =
        CelFactory.plannerCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(MACROS)
            .setTypeProvider(types);
    for (CelLibrary library : CelLibrary.values()) {
      builder.addCompilerLibraries(library.compiler());
      library.runtime().ifPresent(builder::addRuntimeLibraries);
    }
    variables(types).forEach(builder::addVar);
    builder
        .addFunctionDeclarations(declarations())
        .addFunctionBindings(bindings())
        .addFunctionBindings(CelSpecFixups.bindings());
    for (DirectoryFunction function : DirectoryFunction.values()) {
      types.answer(function).ifPresent(type -> builder.addLateBoundFunctions(function.function()));
    }
    definitions.forEach(definition -> builder.addLateBoundFunctions(definition.name()));
    return builder;
  }

  /** What expressions may call beside CEL's own functions. */
  private List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> functions = new ArrayList<>(BUILTINS);
    for (DirectoryFunction function : DirectoryFunction.values()) {
      types.answer(function).ifPresent(type -> functions.add(function.declaration(type)));
    }
    definitions.forEach(definition -> functions.add(declared(definition)));
    return functions;
  }

  /** The names of what expressions may call beside CEL's own functions. */
  public Set<String> functions() {
    Set<String> names = new LinkedHashSet<>();
    declarations().forEach(function -> names.add(function.name()));
    return names;
  }

  private static Map<String, CelType> variables(CelTypeMapping types) {
    Map<String, CelType> variables = new LinkedHashMap<>();
    for (String variable : Variables.ALL) {
      types.variable(variable).ifPresent(type -> variables.put(variable, type));
    }
    return variables;
  }

  private static List<CelFunctionDecl> builtins() {
    Map<String, List<CelOverloadDecl>> byFunction = new LinkedHashMap<>();
    for (Builtin builtin : Builtin.values()) {
      byFunction
          .computeIfAbsent(builtin.function(), name -> new ArrayList<>())
          .add(
              builtin.style() == Builtin.Style.MEMBER
                  ? CelOverloadDecl.newMemberOverload(
                      builtin.overload(), builtin.result(), builtin.parameters())
                  : CelOverloadDecl.newGlobalOverload(
                      builtin.overload(), builtin.result(), builtin.parameters()));
    }
    List<CelFunctionDecl> declared = new ArrayList<>();
    byFunction.forEach(
        (name, overloads) -> declared.add(CelFunctionDecl.newFunctionDeclaration(name, overloads)));
    return List.copyOf(declared);
  }

  /**
   * By overload alone: a checked expression names it, and `size` and `matches` are standard names.
   */
  private static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bound = new ArrayList<>();
    for (Builtin builtin : Builtin.values()) {
      List<Class<?>> classes =
          builtin.parameters().stream().<Class<?>>map(RuntimeClasses::of).toList();
      bound.add(
          CelFunctionBinding.from(
              builtin.overload(), classes, arguments -> builtin.body().apply(arguments)));
    }
    return bound;
  }

  private static CelFunctionDecl declared(Definition definition) {
    List<CelType> parameters =
        definition.parameters().stream().map(Definition.Parameter::type).toList();
    return CelFunctionDecl.newFunctionDeclaration(
        definition.name(),
        CelOverloadDecl.newGlobalOverload(definition.overload(), definition.result(), parameters));
  }

  /*
   * Built anew each time: an environment that cel-java derives from another wraps its value
   * converter, and each wrapping copies every list that a program computes once more.
   */
  /** This environment with one more definition that expressions may call. */
  Environment with(Definition definition) {
    List<Definition> all = new ArrayList<>(definitions);
    all.add(definition);
    return new Environment(types, all).excusing(excused);
  }

  /** This environment with definitions that were checked in it before, and no others. */
  public Environment with(List<Definition> checked) {
    return new Environment(types, checked);
  }

  /** This environment when some definitions are not good; who uses their names is not to blame. */
  Environment excusing(Predicate<String> names) {
    return new Environment(this, names);
  }

  /** Whether a name is unknown only because its definition is not good. */
  boolean excuses(String name) {
    return excused.test(name);
  }

  /** With the parameters of a definition, for checking its body. */
  static Cel withParameters(Cel cel, List<Definition.Parameter> parameters) {
    Map<String, CelType> variables = new LinkedHashMap<>();
    parameters.forEach(parameter -> variables.put(parameter.name(), parameter.type()));
    return withVariables(cel, variables);
  }

  /** With more variables, by name. */
  static Cel withVariables(Cel cel, Map<String, CelType> variables) {
    CelBuilder builder = cel.toCelBuilder();
    variables.forEach(builder::addVar);
    return builder.build();
  }

  /** What is made of expressions in an environment that has them checked. */
  @FunctionalInterface
  interface Check<T, E extends Exception> {
    T in(Cel cel) throws E;
  }

  /**
   * Checks what a text has of expressions: in an environment that has only what the text can name,
   * which is soon done, and in the whole one, which decides, if anything is wrong with it there.
   */
  <T, E extends Exception> T check(String text, Check<T, E> check) throws E {
    try {
      return check.in(narrow(text));
    } catch (Exception e) {
      return check.in(cel());
    }
  }

  Cel narrow(String text) {
    return MinimalCelEnvironment.of(text, types, variables(types), declarations());
  }

  /**
   * For checking expressions and making programs of them. Made when first asked for, since a set
   * whose expressions are known to be good asks for neither.
   */
  public Cel cel() {
    return cel.get();
  }

  /** A type that the schema declares, or empty. */
  public Optional<CelType> type(String name) {
    return types.findType(name);
  }

  CelTypeMapping types() {
    return types;
  }

  /** The definitions that expressions may call, in the order of their file. */
  public List<Definition> definitions() {
    return definitions;
  }
}
