package dev.portreeve.engine.differential;

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
import java.util.stream.Collectors;

/** A random schema, and what the directory of a set with it says. */
final class RandomSchema {
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

  private final Dice dice;
  private final Map<String, String> inDirectory = new LinkedHashMap<>();
  private final String text;
  private final Schema read;
  private int names;

  RandomSchema(Dice dice) {
    this.dice = dice;
    this.text = make();
    List<Diagnostic> problems = new ArrayList<>();
    this.read =
        SchemaReader.read(new SourceFile("schema.yaml", text), problems)
            .orElseThrow(() -> new AssertionError(problems + "\n" + text));
  }

  String text() {
    return text;
  }

  Schema read() {
    return read;
  }

  private String make() {
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
    for (int i = 0; i < RandomSet.POLICIES; i++) {
      text.append("  a").append(i).append(i % 3 == 0 ? ": {resource: [thing]}\n" : ": {}\n");
    }
    return text.toString();
  }

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
  String resources() {
    RandomValues values = new RandomValues(dice, RandomValues.STRINGS, 0);
    Map<String, Object> things = new LinkedHashMap<>();
    for (String id : RandomValues.STRINGS) {
      Map<String, Object> facts = new LinkedHashMap<>();
      for (Field field : read.resourceEntry().fields()) {
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
}
