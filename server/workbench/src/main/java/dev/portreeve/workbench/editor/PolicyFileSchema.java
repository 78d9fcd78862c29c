package dev.portreeve.workbench.editor;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Guards;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What policies, guards and definitions may say; reasons and calls are there to choose from. */
final class PolicyFileSchema {
  private final Snapshot snapshot;

  PolicyFileSchema(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  Map<String, Object> action() {
    Map<String, Object> schema =
        JsonSchema.closed(
            JsonSchema.of(
                "name",
                    JsonSchema.described(
                        "The action it decides; the file has its name.",
                        JsonSchema.oneOf(snapshot.schema().policies())),
                "description", JsonSchema.string(),
                "display_name", JsonSchema.string(),
                "rule", JsonSchema.ref("rule")),
            "name",
            "rule");
    schema.put("definitions", definitions(match()));
    return JsonSchema.document("A policy of the set " + snapshot.schema().name(), schema);
  }

  Map<String, Object> guards() {
    Map<String, Object> schema =
        JsonSchema.of(
            "type",
            "object",
            "properties",
            JsonSchema.of(
                "name", JsonSchema.oneOf(List.of(Guards.NAME)),
                "description", JsonSchema.string(),
                "rule", JsonSchema.ref("rule")));
    Map<String, Object> match = match();
    if (match.get("properties") instanceof Map<?, ?> own) {
      Map<String, Object> members = new LinkedHashMap<>();
      own.forEach((name, type) -> members.put(String.valueOf(name), type));
      members.put(
          "except",
          JsonSchema.described(
              "The actions that it leaves alone.", JsonSchema.list(JsonSchema.oneOf(actions()))));
      match.put("properties", members);
    }
    schema.put("definitions", definitions(match));
    return JsonSchema.document("The guards of the set " + snapshot.schema().name(), schema);
  }

  private Set<String> actions() {
    return new TreeSet<>(snapshot.schema().actions().keySet());
  }

  private static Map<String, Object> definitions(Map<String, Object> match) {
    return JsonSchema.of(
        "rule",
        JsonSchema.closed(
            JsonSchema.of(
                "id", JsonSchema.string(),
                "description", JsonSchema.string(),
                "variables", JsonSchema.list(JsonSchema.ref("variable")),
                "match", JsonSchema.list(JsonSchema.ref("match"))),
            "match"),
        "variable",
        JsonSchema.closed(
            JsonSchema.of(
                "name", JsonSchema.string(),
                "display_name", JsonSchema.string(),
                "description", JsonSchema.string(),
                "expression", JsonSchema.described("CEL", JsonSchema.string())),
            "name",
            "expression"),
        "match",
        match);
  }

  private Map<String, Object> match() {
    Map<String, Object> match =
        JsonSchema.closed(
            JsonSchema.of(
                "condition",
                    JsonSchema.described(
                        "CEL of type bool; left out: always true.",
                        JsonSchema.suggested(conditions())),
                "output",
                    JsonSchema.described("CEL of type decision.", JsonSchema.suggested(outputs())),
                "rule", JsonSchema.ref("rule"),
                "cites",
                    JsonSchema.list(JsonSchema.oneOf(snapshot.requirements().byId().keySet()))));
    match.put(
        "oneOf",
        List.of(
            JsonSchema.of("required", List.of("output")),
            JsonSchema.of("required", List.of("rule"))));
    return match;
  }

  private List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    for (Definition definition : snapshot.definitions()) {
      if (definition.result().equals(dev.cel.common.types.SimpleType.BOOL)) {
        String parameters =
            String.join(
                ", ", definition.parameters().stream().map(Definition.Parameter::name).toList());
        conditions.add(definition.name() + "(" + parameters + ")");
      }
    }
    return conditions;
  }

  private List<String> outputs() {
    List<String> outputs = new ArrayList<>();
    for (String reason : new TreeSet<>(snapshot.messages().reasons())) {
      outputs.add("permit(\"" + reason + "\")");
      outputs.add("deny(\"" + reason + "\")");
    }
    return outputs;
  }

  Map<String, Object> definitionsFile() {
    Map<String, Object> parameter =
        JsonSchema.closed(
            JsonSchema.of("name", JsonSchema.string(), "type", type()), "name", "type");
    Map<String, Object> definition =
        JsonSchema.closed(
            JsonSchema.of(
                "name", JsonSchema.string(),
                "description", JsonSchema.string(),
                "params", JsonSchema.list(parameter),
                "type", type(),
                "expression", JsonSchema.described("CEL", JsonSchema.string())),
            "name",
            "type",
            "expression");
    return JsonSchema.document(
        "The definitions of the set " + snapshot.schema().name(),
        JsonSchema.closed(JsonSchema.of("definitions", JsonSchema.list(definition))));
  }

  private static Map<String, Object> type() {
    return JsonSchema.suggested(
        List.of(
            "bool",
            "int",
            "double",
            "string",
            "timestamp",
            "duration",
            "list(string)",
            "map(string, string)",
            "decision",
            "obligation",
            "advice",
            "approver",
            "patterns"));
  }
}
