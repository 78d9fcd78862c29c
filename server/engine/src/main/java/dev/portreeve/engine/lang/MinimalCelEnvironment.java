package dev.portreeve.engine.lang;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Environments that have only those functions that a text can name, for type checks alone. For each
 * expression cel-java lays out all functions of its environment anew and compares each overload
 * with the others of its function, which takes longer than the check.
 *
 * <p>What a text does not name is not called by it, so what compiles here has the same types in the
 * whole environment. What does not compile here is to be tried there, for the whole environment
 * decides and knows what to suggest.
 */
final class MinimalCelEnvironment {
  private static final CelRuntime NONE =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setStandardEnvironmentEnabled(false).build();

  /** What the macros become, and costs next to nothing. */
  private static final Set<StandardFunction> ALWAYS =
      EnumSet.of(
          StandardFunction.CONDITIONAL,
          StandardFunction.EQUALS,
          StandardFunction.LOGICAL_AND,
          StandardFunction.LOGICAL_NOT,
          StandardFunction.LOGICAL_OR,
          StandardFunction.NOT_STRICTLY_FALSE);

  /** The macros that add up what they make. */
  private static final List<String> ADDING =
      List.of("map", "filter", "exists_one", "transformList", "existsOne");

  private MinimalCelEnvironment() {}

  /**
   * An environment for a text.
   *
   * @param variables what all expressions may name
   * @param functions what expressions may call beside CEL's own
   */
  static Cel of(
      String text,
      CelTypeMapping types,
      Map<String, CelType> variables,
      List<CelFunctionDecl> functions) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(Environment.OPTIONS)
            .setStandardMacros(Environment.MACROS)
            .setTypeProvider(types)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder().includeFunctions(named(text)).build());
    variables.forEach(builder::addVar);
    for (CelLibrary library : CelLibrary.values()) {
      if (library.mayBeUsedBy(text)) {
        builder.addLibraries(library.compiler());
      }
    }
    for (CelFunctionDecl function : functions) {
      if (text.contains(function.name())) {
        builder.addFunctionDeclarations(function);
      }
    }
    return CelFactory.combine(builder.build(), NONE);
  }

  private static Set<StandardFunction> named(String text) {
    Set<StandardFunction> named = EnumSet.copyOf(ALWAYS);
    for (StandardFunction function : StandardFunction.values()) {
      if (text.contains(symbol(function))) {
        named.add(function);
      }
    }
    if (ADDING.stream().anyMatch(text::contains)) {
      named.add(StandardFunction.ADD);
    }
    return named;
  }

  /** What a text that calls a function has in it. */
  private static String symbol(StandardFunction function) {
    String name = function.functionName();
    return switch (name) {
      case "_[_]" -> "[";
      case "_?_:_" -> "?";
      case "@in" -> "in";
      default -> name.startsWith("_") ? name.substring(1, name.length() - 1) : unary(name);
    };
  }

  /** Without the place of the operand. */
  private static String unary(String name) {
    return name.length() == 2 && name.endsWith("_") ? name.substring(0, 1) : name;
  }
}
