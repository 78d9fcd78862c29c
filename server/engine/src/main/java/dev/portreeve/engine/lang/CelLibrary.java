package dev.portreeve.engine.lang;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelExtensionLibrary;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelMacro;
import dev.cel.runtime.CelRuntimeLibrary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An extension library of CEL that policies may use. */
public enum CelLibrary {
  STRINGS(CelExtensions.strings()),
  LISTS(CelExtensions.lists()),
  SETS(CelExtensions.sets(Environment.OPTIONS)),
  MATH(CelExtensions.math()),
  REGEX(CelExtensions.regex()),
  BINDINGS(CelExtensions.bindings()),
  COMPREHENSIONS(CelExtensions.comprehensions());

  /** The sign of functions that macros call and nobody can write. */
  private static final String HIDDEN = "@";

  /** The variable of a fold through nothing. */

  /**
   * What policies are not told of: the one answers with an optional value, of which they have no
   * use, the other has another type than its value.
   */
  private static final Set<String> LEFT_OUT = Set.of("regex.extract", "sortBy");

  /* What an expression may call of each, as it is written. */
  private static final Map<CelLibrary, Set<String>> NAMES = new EnumMap<>(CelLibrary.class);

  static {
    for (CelLibrary library : values()) {
      Set<String> names = new LinkedHashSet<>();
      library.functions().forEach(function -> names.add(function.name()));
      library.macros().forEach(macro -> names.add(library.qualified(macro)));
      NAMES.put(library, names);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // a library keeps nothing
  private final CelCompilerLibrary library;

  CelLibrary(CelCompilerLibrary library) {
    this.library = library;
  }

  CelCompilerLibrary compiler() {
    return library;
  }

  /** What runs its functions; a library of macros alone has nothing to run. */
  Optional<CelRuntimeLibrary> runtime() {
    return library instanceof CelRuntimeLibrary runtime ? Optional.of(runtime) : Optional.empty();
  }

  private CelExtensionLibrary.FeatureSet features() {
    return (CelExtensionLibrary.FeatureSet) library;
  }

  /** The functions that a policy may call, each with its overloads. */
  public List<CelFunctionDecl> functions() {
    return features().functions().stream()
        .filter(
            function -> !function.name().contains(HIDDEN) && !LEFT_OUT.contains(function.name()))
        .toList();
  }

  /** The names of its macros, without the name of the library that some are called by. */
  public Set<String> macros() {
    Set<String> names = new LinkedHashSet<>();
    for (CelMacro macro : features().macros()) {
      if (!LEFT_OUT.contains(macro.getFunction())) {
        names.add(macro.getFunction());
      }
    }
    return names;
  }

  /** Whether a text that uses the library must have something of it in it, and this one has. */
  boolean mayBeUsedBy(String text) {
    return functions().stream().anyMatch(one -> text.contains(lastWord(one.name())))
        || macros().stream().anyMatch(text::contains);
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The names that an expression may call, of all libraries. */
  static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    NAMES.values().forEach(names::addAll);
    return names;
  }

  /** Those that begin with the name of a library and a dot. */
  static List<String> namesIn(String library) {
    return names().stream().filter(name -> name.startsWith(library + ".")).sorted().toList();
  }

  /** A macro as it is called. */
  private String qualified(String macro) {
    return switch (this) {
      case MATH -> "math." + macro;
      case BINDINGS -> "cel." + macro;
      default -> macro;
    };
  }

  /** The overloads of all libraries by which a checked expression may call one. */
  static List<CelOverloadDecl> overloads() {
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (CelLibrary library : values()) {
      library.features().functions().forEach(function -> overloads.addAll(function.overloads()));
    }
    return overloads;
  }
}
