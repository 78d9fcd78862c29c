package dev.portreeve.engine.lang;

import static java.util.Objects.requireNonNull;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelInternalRuntimeLibrary;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The functions of {@link CelLibrary}, by overload, for code that calls them without a program of
 * cel-java's.
 */
public final class LibraryFunctions {
  /** So many elements has the longest list that {@code lists.range} makes. */
  static final int MAX_RANGE = 10_000;

  /** So many characters may a replacement add up to; beyond, the function fails. */
  static final int MAX_TEXT = 1 << 20;

  private static final String RANGE = "lists_range";

  /** The replacements, whose third argument is what they put in. */
  private static final List<String> LIMITED =
      List.of(
          "string_replace_string_string",
          "string_replace_string_string_int",
          "regex_replaceAll_string_string_string",
          "regex_replaceCount_string_string_string_int");

  private static final Map<String, Builtin.Body> BODIES = bodies();

  private LibraryFunctions() {}

  /** What an overload does, or empty when it is of no library. */
  public static Optional<Builtin.Body> body(String overload) {
    return Optional.ofNullable(BODIES.get(overload));
  }

  /** The overloads that are held to a limit here; cel-java's own have none. */
  static List<String> limited() {
    return Stream.concat(Stream.of(RANGE), LIMITED.stream()).toList();
  }

  private static List<Long> range(long size) {
    if (size > MAX_RANGE) {
      throw new IllegalArgumentException("a range of more than " + MAX_RANGE + " numbers");
    }
    return LongStream.range(0, size).boxed().toList();
  }

  private static Map<String, Builtin.Body> bodies() {
    Map<String, Builtin.Body> bodies = new HashMap<>();
    for (CelLibrary library : CelLibrary.values()) {
      for (CelFunctionBinding binding :
          library.runtime().map(LibraryFunctions::bound).orElse(List.of())) {
        bodies.put(binding.getOverloadId(), arguments -> apply(binding, arguments));
      }
    }
    LIMITED.forEach(
        overload -> bodies.put(overload, limited(requireNonNull(bodies.get(overload)))));
    bodies.put(RANGE, arguments -> range((long) arguments[0]));
    return bodies;
  }

  private static Object apply(CelFunctionBinding binding, Object[] arguments) {
    try {
      return binding.getDefinition().apply(arguments);
    } catch (CelEvaluationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A replacement that makes no more than so much out of a text. */
  private static Builtin.Body limited(Builtin.Body replacing) {
    return arguments -> {
      long longest = (length(arguments[0]) + 1) * Math.max(1, length(arguments[2]));
      if (longest > MAX_TEXT) {
        throw new IllegalArgumentException("a text of more than " + MAX_TEXT + " characters");
      }
      return replacing.apply(arguments);
    };
  }

  private static long length(Object text) {
    return ((String) text).length();
  }

  /** What a library binds: it is handed a builder that only notes this. */
  private static List<CelFunctionBinding> bound(CelRuntimeLibrary library) {
    List<CelFunctionBinding> bound = new ArrayList<>();
    CelRuntimeBuilder noting =
        (CelRuntimeBuilder)
            Proxy.newProxyInstance(
                CelRuntimeBuilder.class.getClassLoader(),
                new Class<?>[] {CelRuntimeBuilder.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("addFunctionBindings")) {
                    add(arguments[0], bound);
                  }
                  return proxy;
                });
    if (library instanceof CelInternalRuntimeLibrary needing) {
      needing.setRuntimeOptions(noting, SpecEquality.CEL_JAVA, Environment.OPTIONS);
    } else {
      library.setRuntimeOptions(noting);
    }
    return bound;
  }

  private static void add(Object bindings, List<CelFunctionBinding> bound) {
    if (bindings instanceof CelFunctionBinding[] several) {
      bound.addAll(List.of(several));
    } else {
      ((Iterable<?>) bindings).forEach(binding -> bound.add((CelFunctionBinding) binding));
    }
  }
}
