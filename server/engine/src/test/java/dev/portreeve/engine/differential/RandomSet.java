package dev.portreeve.engine.differential;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of a policy set with a random schema, definitions and policies. */
final class RandomSet {
  static final int POLICIES = 12;

  /** What problems say that are about what can only be a mistake. */
  private static final List<String> MISTAKES =
      List.of(
          "is no value of",
          "no value in common",
          "this has no value",
          "compared with itself",
          "is there twice",
          "is the negation of",
          "with another literal",
          "is never reached",
          "concerns no action");

  private static final List<String> RESULTS =
      List.of(
          "bool",
          "bool",
          "bool",
          "string",
          "string",
          "int",
          "double",
          "timestamp",
          "duration",
          "list(string)");

  private final Dice dice;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final RandomExpressions expressions;
  private final Map<String, String> inDirectory = new LinkedHashMap<>();
  private int names;
  private @Nullable Snapshot snapshot;
  private boolean naming;

  private RandomSet(Dice dice) {
    this.dice = dice;
    String schema = schema();
    texts.put("schema.yaml", schema);
    List<Diagnostic> problems = new ArrayList<>();
    Schema read =
        SchemaReader.read(new SourceFile("schema.yaml", schema), problems)
            .orElseThrow(() -> new AssertionError(problems + "\n" + schema));
    this.expressions = new RandomExpressions(dice, Readables.of(read));
    texts.put("directory/things.yaml", resources(read));
    texts.put("definitions.yaml", definitions());
    for (int i = 0; i < POLICIES; i++) {
      texts.put("actions/a" + i + ".yaml", policy("a" + i));
    }
    texts.put("guards.yaml", guards());
  }

  /**
   * A set that loads. What is random is now and then what can only be a mistake, such as a literal
   * outside an enum: then it is written anew.
   *
   * @param seed for the message when it does not load for another reason
   */
  static RandomSet loaded(Dice dice, long seed) {
    RandomSet set = new RandomSet(dice);
    while (set.snapshot == null) {
      LoadResult result = PolicySetLoader.load(PolicySetFiles.of(set.texts));
      if (result instanceof LoadResult.Loaded loaded) {
        set.snapshot = loaded.snapshot();
      } else if (!set.mend(((LoadResult.Refused) result).problems(), seed)) {
        set = new RandomSet(dice);
      }
    }
    return set;
  }

  /** Writes the policies anew that are refused; false when a definition is refused. */
  private boolean mend(List<Diagnostic> problems, long seed) {
    Set<String> refused = new TreeSet<>();
    for (Diagnostic problem : problems) {
      if (MISTAKES.stream().noneMatch(problem.message()::contains)) {
        throw new AssertionError("seed " + seed + "\n" + problem.render());
      }
      refused.add(problem.file().name());
    }
    for (String file : refused) {
      if (file.equals("definitions.yaml")) {
        return false;
      }
      if (file.equals("guards.yaml")) {
        texts.put(file, guards());
        continue;
      }
      String name = file.substring("actions/".length(), file.length() - ".yaml".length());
      texts.put(file, policy(name));
    }
    return true;
  }

  Map<String, String> texts() {
    return texts;
  }

  Snapshot snapshot() {
    return Objects.requireNonNull(snapshot);
  }

  private String schema() {
    StringBuilder text = new StringBuilder("name: random\nteam: resource.properties.team\n");
    for (String entity : List.of("subject", "action", "resource", "context")) {
      text.append(entity).append(":\n  properties:\n");
      if (entity.equals("resource")) {
        text.append("    team: {type: string}\n");
      }
      if (entity.equals("action")) {
        text.append("    setting: {type: string}\n    value: {}\n    add: {}\n    remove: {}\n");
      }
      for (String shape : SHAPES) {
        if (dice.chance(0.75)) {
          String name = "f" + names++;
          text.append("    ").append(name).append(": {").append(shape);
          text.append(absent(shape, entity, name)).append("}\n");
        }
      }
      text.append("    m: {type: object, additionalProperties: {type: string}, ");
      text.append("default: {a: a, b: admin}}\n");
      text.append("    mi: {type: object, additionalProperties: {type: integer}, ");
      text.append("default: {a: 1, b: 2}}\n");
      text.append("    o: {").append(OBJECT).append("}\n");
      text.append("    l: {type: array, items: {").append(OBJECT).append("}}\n");
      text.append("    p: {type: array, items: {type: string, format: package-pattern}}\n");
      text.append("    i: {type: array, items: {type: integer}}\n");
      text.append("    b: {type: array, items: {type: boolean}, default: [true]}\n");
      text.append("    t: {type: array, items: {type: string, format: date-time}}\n");
    }
    text.append("team_attributes:\n  plan: {type: string, enum: [free, paid]}\n");
    text.append("  sso: {type: boolean, default: false}\n  seats: {type: integer, default: 3}\n");
    text.append("settings:\n  flag: {plans: [paid], roles: [admin], type: boolean");
    text.append(dice.of("", ", default: true")).append("}\n");
    text.append("  limit: {type: integer").append(dice.of("", ", default: 1")).append("}\n");
    text.append("  who: {plans: [paid], roles: [admin, a], type: object, properties: {mode:");
    text.append(" {type: string, enum: [a, b]}, users: {type: array, items: {type: string},");
    text.append(" default: [], entry: user}, allowed: {type: array, default: [], entry: true,");
    text.append(" items: {type: string, format: package-pattern}}}, default: {mode: a}}\n");
    text.append(
        "change:\n  setting: action.properties.setting\n  value: action.properties.value\n");
    text.append("  add: action.properties.add\n  remove: action.properties.remove\nactions:\n");
    for (int i = 0; i < POLICIES; i++) {
      text.append("  a").append(i).append(i % 3 == 0 ? ": {resource: [thing]}\n" : ": {}\n");
    }
    return text.toString();
  }

  /** All that literals can be, so that few of them are outside. */
  private static final String ENUM =
      "type: string, enum: "
          + RandomValues.STRINGS.stream().map(JsonText::of).collect(Collectors.toList());

  private static final List<String> SHAPES =
      List.of(
          "type: boolean",
          "type: boolean",
          "type: integer",
          "type: number",
          "type: string",
          ENUM,
          "type: string, format: date-time",
          "type: string, format: semver",
          "type: array, items: {type: string}");
  private static final String OBJECT =
      "type: object, properties: {n: {type: integer}, s: {type: string}, yes: {type: boolean,"
          + " default: true}, d: {type: number}, at: {type: string, format: date-time}, names:"
          + " {type: array, items: {type: string}}, sub: {type: object, properties: {s: {type:"
          + " string}}}}";

  private String absent(String shape, String entity, String name) {
    String text = directory(shape, entity, name);
    if (dice.chance(0.5)) {
      return text;
    }
    return text
        + switch (shape.equals(ENUM) ? "enum" : shape) {
          case "enum" -> ", default: admin";
          case "type: boolean" -> ", default: " + dice.chance(0.5);
          case "type: integer" -> ", default: 2";
          case "type: number" -> ", default: 0.5";
          case "type: string" -> ", default: a";
          case "type: array, items: {type: string}" -> ", default: [a, b]";
          case "type: string, format: date-time" -> text.isEmpty() ? ", default: now" : "";
          default -> "";
        };
  }

  /** What the set's directory says of resources. */
  private String resources(Schema schema) {
    RandomValues values = new RandomValues(dice, RandomValues.STRINGS, 0);
    Map<String, Object> things = new LinkedHashMap<>();
    for (String id : RandomValues.STRINGS) {
      Map<String, Object> facts = new LinkedHashMap<>();
      for (Field field : schema.resourceEntry().fields()) {
        if (dice.chance(0.6)) {
          facts.put(field.name(), values.raw(field.type()));
        }
      }
      if (!id.isEmpty() && dice.chance(0.8)) {
        things.put(id, facts);
      }
    }
    return JsonText.of(Map.of("resources", Map.of("thing", things)));
  }

  /** What the fact takes from the directory, which the subject's facts, declared first, make. */
  private String directory(String shape, String entity, String name) {
    String mode = dice.of("fill", "over", "only");
    if (entity.equals("subject")) {
      if (!dice.chance(0.4)) {
        return "";
      }
      inDirectory.put(name, shape);
      return ", directory: " + mode;
    }
    if (!dice.chance(0.3)) {
      return "";
    }
    if (entity.equals("resource") && dice.chance(0.5)) {
      return ", directory: " + mode;
    }
    if (shape.equals("type: boolean") && dice.chance(0.5)) {
      return ", directory: {mode: " + mode + ", anyone: " + anyone() + "}";
    }
    String whose = dice.of("subject.id", "resource.id", "resource.team", "action.o.s");
    return inDirectory.entrySet().stream()
        .filter(field -> field.getValue().equals(shape))
        .findFirst()
        .map(
            field ->
                ", directory: {mode: "
                    + mode
                    + ", of: "
                    + whose
                    + ", member: "
                    + field.getKey()
                    + "}")
        .orElse("");
  }

  private String anyone() {
    return inDirectory.entrySet().stream()
        .filter(field -> field.getValue().equals("type: array, items: {type: string}"))
        .findFirst()
        .map(field -> dice.of("{" + field.getKey() + ": a}", "{}"))
        .orElse("{}");
  }

  private String definitions() {
    StringBuilder text = new StringBuilder("definitions:\n");
    for (int i = 0; i < 8; i++) {
      String name = "d" + i;
      String type = dice.pick(RESULTS);
      List<String> signature = new ArrayList<>(List.of(name));
      Readables parameters = new Readables();
      StringBuilder params = new StringBuilder();
      for (int p = dice.of(0, 0, 1, 2); p > 0; p--) {
        String parameter = "p" + names++;
        String of = dice.of("string", "bool", "int", "list(string)");
        signature.add(of);
        parameters.put(of, parameter);
        params.append(params.isEmpty() ? "" : ", ");
        params.append("{name: ").append(parameter).append(", type: ").append(of).append('}');
      }
      expressions.enter(parameters);
      String body = expressions.of(type, 2);
      expressions.leave();
      text.append("  - name: ").append(name).append("\n    type: ").append(type).append('\n');
      text.append("    params: [").append(params).append("]\n");
      text.append("    expression: ").append(JsonText.of(body)).append('\n');
      expressions.define(type, signature);
    }
    return text.toString();
  }

  private String guards() {
    StringBuilder text = new StringBuilder("name: guards\nrule:\n");
    naming = true;
    rule(text, "  ", 3, dice.chance(0.5) ? 1 : 0, false);
    naming = false;
    return text.toString();
  }

  private String policy(String name) {
    StringBuilder text = new StringBuilder("name: ").append(name).append("\nrule:\n");
    rule(text, "  ", 5, dice.chance(0.5) ? 1 : 0, true);
    return text.toString();
  }

  /**
   * Appends variables and matches.
   *
   * @param decides whether the last match always holds
   */
  private void rule(StringBuilder text, String indent, int matches, int nesting, boolean decides) {
    Readables variables = new Readables();
    expressions.enter(variables);
    text.append(indent).append("variables:\n");
    for (int i = 0; i < 2; i++) {
      String type = dice.pick(RESULTS);
      String name = "v" + names++;
      text.append(indent).append("  - name: ").append(name).append('\n');
      text.append(indent).append("    expression: ");
      text.append(JsonText.of(expressions.of(type, 2))).append('\n');
      variables.put(type, "variables." + name);
    }
    text.append(indent).append("match:\n");
    for (int i = 0; i < matches; i++) {
      if (nesting > 0 && i == 1) {
        boolean open = dice.chance(0.5);
        text.append(indent).append(open ? "  - rule:\n" : "  - condition: " + condition());
        text.append(open ? "" : "\n" + indent + "    rule:\n");
        rule(text, indent + "      ", 2, nesting - 1, !open);
      } else {
        text.append(indent).append("  - condition: ").append(condition()).append('\n');
        text.append(indent).append("    output: ").append(output()).append('\n');
        text.append(naming && dice.chance(0.3) ? indent + "    except: [a5, a6]\n" : "");
      }
    }
    if (decides) {
      text.append(indent).append("  - output: ").append(output()).append('\n');
    }
    expressions.leave();
  }

  private String condition() {
    // a literal would make what follows unreachable, which does not load
    String condition = expressions.of("bool", dice.of(1, 2, 3));
    if (naming) {
      // few checks shall be decided by the guards
      String named = JsonText.of("a1");
      condition =
          dice.of(
              "action.name == " + named + " && (" + condition + ")",
              "(" + condition + ") && action.name in [" + named + ", 'a4']",
              "!(action.name != " + named + " || (" + condition + "))",
              "resource.type == 'thing' && action.name == " + named + " && " + condition);
    }
    boolean literal = condition.equals("true") || condition.equals("false");
    return JsonText.of(literal ? "subject.id == 'ana'" : condition);
  }

  private String output() {
    String reason = "'r" + names++ + "'";
    StringBuilder text = new StringBuilder();
    text.append(
        switch (dice.below(8)) {
          case 0 -> "permit()";
          case 1 -> "deny()";
          case 2 -> "deny(" + expressions.of("string", 1) + ")";
          case 3 ->
              "needs_approval("
                  + reason
                  + ", [role('admin'), user("
                  + expressions.of("string", 1)
                  + ")])";
          case 4 -> "needs_approval(" + reason + ", [group('a'), role('b')])";
          default -> dice.of("permit(", "deny(") + reason + ")";
        });
    if (dice.chance(0.3)) {
      text.append(".detail('k', ").append(expressions.of(dice.pick(RESULTS), 1)).append(')');
    }
    if (dice.chance(0.2)) {
      text.append(".oblige(obligation('do', {'x': ").append(expressions.of("string", 1));
      text.append(", 'y': ").append(expressions.of("int", 1)).append("}))");
    }
    if (dice.chance(0.2)) {
      text.append(".oblige([obligation('do'), notification('a', 'b')])");
    }
    if (dice.chance(0.2)) {
      text.append(".advise(advice('say', {'x': ['a', 1], 'm': reason_message()}))");
    }
    return JsonText.of(text.toString());
  }
}
