package dev.portreeve.engine.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Random well-typed CEL expressions of what the compiler supports. */
final class RandomExpressions {
  private static final List<String> ORDERED =
      List.of("int", "double", "string", "timestamp", "duration");
  private static final List<String> LISTED = List.of("string", "int", "timestamp", "bool");

  private static final List<String> MAPS = List.of("map(string, string)", "map(string, int)");

  private final Dice dice;
  private final Readables facts;
  private final Deque<Readables> scopes = new ArrayDeque<>();
  private final Map<String, List<List<String>>> functions = new HashMap<>();
  private int variables;

  RandomExpressions(Dice dice, Readables facts) {
    this.dice = dice;
    this.facts = facts;
  }

  /**
   * Makes a definition known.
   *
   * @param signature its name, then the types of its parameters
   */
  void define(String result, List<String> signature) {
    functions.computeIfAbsent(result, type -> new ArrayList<>()).add(signature);
  }

  /** Makes names known until they are left. */
  void enter(Readables names) {
    scopes.push(names);
  }

  void leave() {
    scopes.pop();
  }

  String of(String type, int depth) {
    if (functions.containsKey(type) && dice.chance(depth > 0 ? 0.12 : 0.04)) {
      return call(type, depth - 1);
    }
    if (depth <= 0) {
      return leaf(type);
    }
    if (dice.chance(0.08) && !type.startsWith(Readables.OBJECT) && !type.contains("object")) {
      return "(%s ? %s : %s)"
          .formatted(of("bool", depth - 1), of(type, depth - 1), of(type, depth - 1));
    }
    return switch (type) {
      case "bool" -> bool(depth - 1);
      case "int" -> integer(depth - 1);
      case "string" -> string(depth - 1);
      case "timestamp" -> moment(depth - 1);
      case "duration" -> duration(depth - 1);
      case "list(string)" -> strings(depth - 1);
      default -> leaf(type);
    };
  }

  private String call(String type, int depth) {
    List<String> signature = dice.pick(functions.get(type));
    List<String> arguments = new ArrayList<>();
    for (String parameter : signature.subList(1, signature.size())) {
      arguments.add(of(parameter, depth));
    }
    return signature.get(0) + "(" + String.join(", ", arguments) + ")";
  }

  private String leaf(String type) {
    for (Readables scope : scopes) {
      if (!scope.of(type).isEmpty() && dice.chance(0.4)) {
        return dice.pick(scope.of(type));
      }
    }
    List<String> read = facts.of(type);
    boolean literal = read.isEmpty() || dice.chance(type.equals("bool") ? 0.05 : 0.3);
    return literal && !type.contains("object") && !type.equals("patterns") && !MAPS.contains(type)
        ? literal(type)
        : dice.pick(read);
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .forEach(
            c -> {
              if (c < 128) {
                quoted.append((char) c);
              } else {
                quoted.append("\\U%08x".formatted(c));
              }
            });
    return quoted.append('\'').toString();
  }

  private String literal(String type) {
    return switch (type) {
      case "bool" -> dice.of("true", "false");
      case "int" -> dice.of("0", "1", "2", "-1", "50", "9223372036854775807", "int('3')");
      case "double" -> dice.of("0.0", "-0.0", "1.0", "50.5", "1e300", "double('NaN')");
      case "string" -> quoted(dice.pick(RandomValues.STRINGS));
      case "timestamp" -> "timestamp('" + dice.pick(RandomValues.MOMENTS) + "')";
      case "duration" -> "duration('" + dice.of("0s", "1h", "-90s", "1.5s", "2000000h") + "')";
      default -> {
        String item = type.substring(5, type.length() - 1);
        List<String> items = new ArrayList<>();
        for (int i = dice.below(4); i > 0; i--) {
          items.add(literal(item));
        }
        yield items.isEmpty() && !item.equals("string")
            ? "[" + literal(item) + "]"
            : items.isEmpty() ? "['']" : "[" + String.join(", ", items) + "]";
      }
    };
  }

  private String bool(int depth) {
    return switch (dice.below(18)) {
      case 0, 1 -> "(" + of("bool", depth) + " && " + of("bool", depth) + ")";
      case 2, 3 -> "(" + of("bool", depth) + " || " + of("bool", depth) + ")";
      case 4 -> "!" + negated(depth);
      case 5 -> "has(" + presence() + ")";
      case 6, 7 -> comparison(depth);
      case 8 -> ordered(depth);
      case 9 -> membership(depth);
      case 10 ->
          of("string", depth)
              + "."
              + dice.of("startsWith", "endsWith", "contains")
              + "("
              + of("string", depth)
              + ")";
      case 11 -> of("string", depth) + ".matches('" + dice.of("^a", "b+$", "npm:.*@", "") + "')";
      case 12, 13 -> quantified(depth);
      case 14 -> patterns(depth);
      case 15 -> bound(depth);
      case 16 ->
          dice.of("sets.contains", "sets.intersects", "sets.equivalent")
              + "("
              + of("list(string)", depth)
              + ", "
              + of("list(string)", depth)
              + ")";
      default -> leaf("bool");
    };
  }

  /** A name for a value, which the expression behind it reads. */
  private String bound(int depth) {
    String type = dice.of("string", "int", "bool", "list(string)");
    String value = of(type, depth);
    String variable = "x" + variables++;
    scopes.push(Readables.of(variable, type, facts));
    String text = "cel.bind(" + variable + ", " + value + ", " + of("bool", depth) + ")";
    scopes.pop();
    return text;
  }

  private String negated(int depth) {
    return "(" + of("bool", depth) + ")";
  }

  private String presence() {
    for (Readables scope : scopes) {
      if (!scope.presence().isEmpty() && dice.chance(0.6)) {
        return dice.pick(scope.presence());
      }
    }
    List<String> settings =
        facts.presence().stream().filter(name -> name.startsWith("settings.")).toList();
    return dice.pick(dice.chance(0.25) ? settings : facts.presence());
  }

  private String comparison(int depth) {
    String type =
        dice.chance(0.15) ? "bool" : dice.chance(0.1) ? "list(string)" : dice.pick(ORDERED);
    String operator = dice.of(" == ", " == ", " != ");
    return "(" + of(type, depth) + operator + of(type, depth) + ")";
  }

  private String ordered(int depth) {
    String type = dice.pick(ORDERED);
    return "(" + of(type, depth) + dice.of(" < ", " <= ", " > ", " >= ") + of(type, depth) + ")";
  }

  private String membership(int depth) {
    if (dice.chance(0.1)) {
      return "(" + of("string", 0) + " in " + literal("list(string)") + ")";
    }
    if (dice.chance(0.12)) {
      return "(package_scope(" + of("string", depth) + ") in " + of("list(string)", depth) + ")";
    }
    if (dice.chance(0.15)) {
      return "(" + of("string", depth) + " in " + leaf(dice.pick(MAPS)) + ")";
    }
    String type = dice.chance(0.15) ? "list(string)" : dice.pick(LISTED);
    String item = "(" + of(type, depth) + ")";
    if (type.startsWith("list") || dice.chance(0.3)) {
      return "(" + item + " in [" + of(type, depth) + ", " + of(type, depth) + "])";
    }
    return "(" + item + " in " + of("list(" + type + ")", depth) + ")";
  }

  private String patterns(int depth) {
    String set = leaf("patterns");
    String specifier = of("string", depth);
    return dice.chance(0.4)
        ? set + ".matches(" + specifier + ")"
        : set + dice.of(".matches(", ".undecided(") + specifier + ", " + of("string", depth) + ")";
  }

  /** A macro over a list; its body sees the element. */
  private String quantified(int depth) {
    String list = dice.pick(dice.chance(0.2) ? MAPS : lists());
    String macro = dice.of("exists", "exists", "all", "exists_one");
    if (dice.chance(0.2)) {
      return withTwo(list, macro, depth);
    }
    return macro(list, depth, variable -> "." + macro + "(" + variable + ", ", "bool");
  }

  /** A macro that sees the index or key as well. */
  private String withTwo(String container, String macro, int depth) {
    String range = of(container, depth);
    String first = "x" + variables++;
    String last = "x" + variables++;
    scopes.push(Readables.of(first, MAPS.contains(container) ? "string" : "int", facts));
    scopes.push(Readables.of(last, valueOf(container), facts));
    String body = of("bool", depth);
    scopes.pop();
    scopes.pop();
    return "%s.%s(%s, %s, %s)".formatted(range, macro, first, last, body);
  }

  /** The type of what is in a list or map. */
  private static String valueOf(String container) {
    return container.replaceFirst("^list\\(|^map\\(string, ", "").replaceFirst("\\)$", "");
  }

  private interface Opening {
    String with(String variable);
  }

  private String macro(String list, int depth, Opening opening, String body) {
    String range = of(list, depth);
    String variable = "x" + variables++;
    String item = MAPS.contains(list) ? "string" : valueOf(list);
    scopes.push(Readables.of(variable, item, facts));
    String text = range + opening.with(variable) + of(body, depth) + ")";
    scopes.pop();
    return text;
  }

  private List<String> lists() {
    return facts.types().stream().filter(type -> type.startsWith("list(")).toList();
  }

  private String integer(int depth) {
    List<String> objects = lists().stream().filter(type -> type.contains("object")).toList();
    return switch (dice.below(8)) {
      case 4 -> of("string", depth) + dice.of(".indexOf(", ".lastIndexOf(") + of("string", 0) + ")";
      case 5 ->
          dice.of("math.greatest(", "math.least(", "math.bitOr(")
              + of("int", depth)
              + ", "
              + of("int", depth)
              + ")";
      case 0 -> "size(" + of("string", depth) + ")";
      case 1 -> "size(" + of(dice.pick(dice.chance(0.3) ? MAPS : lists()), depth) + ")";
      case 2 -> facts.of("patterns").isEmpty() ? "7" : "size(" + leaf("patterns") + ")";
      case 3 -> objects.isEmpty() ? "8" : indexed(dice.pick(objects), "int", depth);
      default -> leaf("int");
    };
  }

  /** A field of an object in a list, if it has one of that type. */
  private String indexed(String list, String type, int depth) {
    String object = leaf(list) + "[" + (dice.chance(0.7) ? "0" : of("int", depth - 1)) + "]";
    List<String> fields =
        Readables.of(object, list.substring(5, list.length() - 1), facts).of(type);
    return fields.isEmpty() ? leaf(type) : dice.pick(fields);
  }

  private String string(int depth) {
    List<String> objects = lists().stream().filter(type -> type.contains("object")).toList();
    return switch (dice.below(10)) {
      case 5 ->
          of("string", depth) + dice.of(".lowerAscii()", ".upperAscii()", ".trim()", ".reverse()");
      case 6 -> of("string", depth) + ".replace(" + of("string", 0) + ", " + of("string", 0) + ")";
      case 7 -> of("list(string)", depth) + ".join(" + of("string", 0) + ")";
      case 0 -> "(" + of("string", depth) + " + " + of("string", depth) + ")";
      case 1 ->
          dice.of("package_name", "package_registry", "package_scope", "package_version")
              + "("
              + of("string", depth)
              + ")";
      case 2 -> "package_problem(" + of("string", depth) + ")";
      case 3 ->
          leaf("patterns") + ".first_match(" + of("string", depth) + ", " + leaf("string") + ")";
      case 4 -> objects.isEmpty() ? leaf("string") : indexed(dice.pick(objects), "string", depth);
      default -> leaf("string");
    };
  }

  private String moment(int depth) {
    return switch (dice.below(5)) {
      case 0 -> "(" + of("timestamp", depth) + " + " + of("duration", depth) + ")";
      case 1 -> "(" + of("duration", depth) + " + " + of("timestamp", depth) + ")";
      case 2 -> "(" + of("timestamp", depth) + " - " + of("duration", depth) + ")";
      case 3 -> of("list(timestamp)", depth) + "[" + leaf("int") + "]";
      default -> leaf("timestamp");
    };
  }

  private String duration(int depth) {
    return switch (dice.below(4)) {
      case 0 -> "(" + of("timestamp", depth) + " - " + of("timestamp", depth) + ")";
      case 1 -> "(" + of("duration", depth) + " + " + of("duration", depth) + ")";
      case 2 -> "(" + of("duration", depth) + " - " + of("duration", depth) + ")";
      default -> leaf("duration");
    };
  }

  private String strings(int depth) {
    return switch (dice.below(9)) {
      case 5 -> of("string", depth) + ".split(" + of("string", 0) + ")";
      case 6 -> of("list(string)", depth) + dice.of(".distinct()", ".sort()", ".reverse()");
      case 7 -> of("list(string)", depth) + ".slice(0, " + dice.of("0", "0", "1") + ")";
      case 0 -> "(" + of("list(string)", depth) + " + " + of("list(string)", depth) + ")";
      case 1 -> "[" + of("string", depth) + ", " + of("string", depth) + "]";
      case 2 -> macro("list(string)", depth, x -> ".filter(" + x + ", ", "bool");
      case 3 -> macro(dice.pick(lists()), depth, x -> ".map(" + x + ", ", "string");
      case 4 -> {
        String condition = of("bool", 0);
        yield macro(
            dice.pick(lists()), depth, x -> ".map(" + x + ", " + condition + ", ", "string");
      }
      default -> leaf("list(string)");
    };
  }
}
