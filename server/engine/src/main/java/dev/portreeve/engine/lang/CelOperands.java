package dev.portreeve.engine.lang;

import java.util.ArrayList;
import java.util.List;

/** Says which operands and arguments an operator or a function does not take. */
final class CelOperands {
  private CelOperands() {}

  /**
   * What to tell an author.
   *
   * @param function as cel-java names it: {@code _&&_}, {@code holds}
   * @param applied the types it is applied to: {@code (bool, int)}, {@code patterns.(int)}
   * @param candidates the types it takes, or empty
   */
  static CelMessages.Told told(String function, String applied, String candidates) {
    int open = applied.indexOf('(');
    List<String> types = split(applied.substring(open + 1, applied.length() - 1));
    String receiver = CelMessages.type(applied.substring(0, open).replaceAll("\\.$", ""));
    return switch (function) {
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
          plain("`" + sign(function) + "` cannot compare " + String.join(" and ", types));
      case "_&&_", "_||_" ->
          plain("`" + sign(function) + "` takes bool on both sides, found " + notBool(types));
      case "!_", "-_" -> plain("`" + function.charAt(0) + "` cannot be put before " + types.get(0));
      case "@in" ->
          plain("`in` looks into a list or map of " + types.get(0) + ", found " + types.get(1));
      case "_?_:_" ->
          plain("`? :` takes a bool and two values of one type, found " + String.join(", ", types));
      case "_[_]" -> plain(types.get(0) + " has no element at " + types.get(1));
      default ->
          function.startsWith("_")
              ? plain("`" + sign(function) + "` cannot take " + String.join(" and ", types))
              : call(function, receiver, types, candidates);
    };
  }

  private static CelMessages.Told call(
      String function, String receiver, List<String> types, String candidates) {
    String of = receiver.isEmpty() ? "" : " of " + receiver;
    String taken = "(" + String.join(", ", types) + ")";
    String help =
        candidates.isEmpty()
            ? ""
            : "it takes " + CelMessages.type(candidates).replace("),(", ") or (");
    return new CelMessages.Told("`" + function + "`" + of + " cannot take " + taken, help);
  }

  private static CelMessages.Told plain(String message) {
    return new CelMessages.Told(message, "");
  }

  private static String sign(String function) {
    return function.replace("_", "");
  }

  private static String notBool(List<String> types) {
    return types.stream().filter(type -> !type.equals("bool")).findFirst().orElse("something else");
  }

  /** The types between commas, where those inside parentheses do not count. */
  private static List<String> split(String types) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < types.length(); i++) {
      char c = types.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(CelMessages.type(types.substring(from, i).strip()));
        from = i + 1;
      }
    }
    parts.add(CelMessages.type(types.substring(from).strip()));
    return parts;
  }
}
