package dev.portreeve.engine.describe;

import static java.util.Objects.requireNonNull;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.portreeve.engine.lang.CelLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of CEL's extension libraries policies may call, made from their own declarations. */
final class LibraryTable {
  /* Policies read no unsigned numbers. */
  private static final String UNSIGNED = "uint";

  private static final Map<String, String> WHAT =
      Map.ofEntries(
          Map.entry("charAt", "The character at an index, from 0; beyond the text it fails."),
          Map.entry(
              "indexOf", "Where a text begins in another, at or after an index; -1 if nowhere."),
          Map.entry("join", "The texts of a list in one, with a separator between them."),
          Map.entry("lastIndexOf", "Where a text begins last in another; -1 if nowhere."),
          Map.entry("lowerAscii", "With small letters for the capitals of ASCII."),
          Map.entry("upperAscii", "With capitals for the small letters of ASCII."),
          Map.entry("strings.quote", "In quotes, with escapes, fit to be printed."),
          Map.entry(
              "replace",
              "With another text in the place of one, so many times if a number says so."),
          Map.entry("split", "Its parts between separators, so many at most if a number says so."),
          Map.entry("substring", "From an index, up to another and not with it."),
          Map.entry("trim", "Without white space around it."),
          Map.entry("reverse", "Backwards."),
          Map.entry("slice", "The elements from an index, up to another and not with it."),
          Map.entry("flatten", "The elements of its lists in one list, so many levels deep."),
          Map.entry(
              "lists.range", "The numbers from 0, that one not included; at most 10,000 of them."),
          Map.entry("distinct", "Each element once, where it comes first."),
          Map.entry("sort", "In ascending order."),
          Map.entry("sets.contains", "Whether every element of the second list is in the first."),
          Map.entry("sets.equivalent", "Whether each list has every element of the other."),
          Map.entry("sets.intersects", "Whether some element is in both."),
          Map.entry("math.ceil", "The next whole number above."),
          Map.entry("math.floor", "The next whole number below."),
          Map.entry("math.round", "The nearest whole number; a half goes away from zero."),
          Map.entry("math.trunc", "Without its fraction."),
          Map.entry("math.isInf", "Whether it is infinite."),
          Map.entry("math.isNaN", "Whether it is no number."),
          Map.entry("math.isFinite", "Whether it is neither of these."),
          Map.entry("math.abs", "Without its sign."),
          Map.entry("math.sign", "-1, 0 or 1."),
          Map.entry("math.sqrt", "The square root."),
          Map.entry("math.bitAnd", "The bits that both have."),
          Map.entry("math.bitOr", "The bits that either has."),
          Map.entry("math.bitXor", "The bits that one of them has."),
          Map.entry("math.bitNot", "The bits that it has not."),
          Map.entry("math.bitShiftLeft", "Its bits moved up; by less than nothing it fails."),
          Map.entry("math.bitShiftRight", "Its bits moved down; by less than nothing it fails."),
          Map.entry(
              "regex.replace",
              "With a text in the place of what an RE2 expression finds; `\\\\1` is its first"
                  + " group."),
          Map.entry("regex.extractAll", "All that an RE2 expression finds, or its group."));

  private static final List<List<String>> MACROS =
      List.of(
          List.of("math.greatest(a, b, ...)", "The greatest of some numbers, or of a list."),
          List.of("math.least(a, b, ...)", "The least of them."),
          List.of("cel.bind(x, value, expression)", "The expression, in which `x` is the value."),
          List.of(
              "all(k, v, condition)",
              "As with one variable; `k` is the index or key, `v` the value. So are `exists` and"
                  + " `existsOne`."),
          List.of(
              "transformList(k, v, value)",
              "A list of what `value` makes of each; with a condition before it, of those for which"
                  + " that holds."),
          List.of("transformMap(k, v, value)", "The same as a map by `k`."),
          List.of(
              "transformMapEntry(k, v, entry)",
              "A map of the entries that `entry` writes, `{key: value}`."));

  private LibraryTable() {}

  /** The section, in Markdown. */
  static String section() {
    List<String> rows = new ArrayList<>();
    for (CelLibrary library : CelLibrary.values()) {
      library.functions().forEach(function -> rows.add(row(function)));
    }
    for (List<String> macro : MACROS) {
      rows.add("| `" + macro.get(0) + "` | | " + macro.get(1) + " |");
    }
    return rows.stream().sorted().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(CelFunctionDecl function) {
    List<String> calls = new ArrayList<>();
    String result = "";
    for (CelOverloadDecl overload : function.overloads()) {
      List<String> types = overload.parameterTypes().stream().map(FunctionTable::type).toList();
      if (types.contains(UNSIGNED)) {
        continue;
      }
      String of = overload.isInstanceFunction() ? types.get(0) + "." : "";
      List<String> rest = overload.isInstanceFunction() ? types.subList(1, types.size()) : types;
      calls.add("`" + of + function.name() + "(" + String.join(", ", rest) + ")`");
      String one = FunctionTable.type(overload.resultType());
      result = result.isEmpty() || result.equals(one) ? one : result + ", " + one;
    }
    String what = requireNonNull(WHAT.get(function.name()), function.name());
    return "| " + String.join(", ", calls) + " | " + result + " | " + what + " |";
  }
}
