package dev.portreeve.workbench.generate;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.MapType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.SealedType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.workbench.output.JsonOutput;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The requests of a set's actions as types of TypeScript, in one file without imports. */
final class TypescriptRequests {
  private static final String INDENT = "  ";
  private static final String CHANGE = "SettingChange";

  private final StringBuilder out = new StringBuilder();
  private final Names names = new Names(Set.of("Requests", "ActionName", "RequestOf", CHANGE));

  private TypescriptRequests() {}

  static String of(Snapshot snapshot) {
    TypescriptRequests file = new TypescriptRequests();
    List<RequestShape> shapes = RequestShape.of(snapshot);
    file.out.append("// ").append(GeneratedFiles.MARK).append("\n");
    shapes.forEach(file::request);
    shapes.stream()
        .flatMap(shape -> shape.change().stream())
        .findFirst()
        .ifPresent(change -> file.out.append(TypescriptChange.of(CHANGE, change)));
    file.all(shapes);
    return file.out.toString();
  }

  private String name(RequestShape shape) {
    return names.of(shape.action().name(), Names.upper(shape.action().name()));
  }

  private void request(RequestShape shape) {
    out.append('\n');
    comment("", shape.action().description());
    out.append("export interface ").append(name(shape)).append(" {\n");
    party(shape, Entity.SUBJECT, shape.subjectTypes());
    begin(Entity.ACTION, true, "");
    member(INDENT + INDENT, "name", true, text(shape.action().name()));
    properties(shape, Entity.ACTION);
    party(shape, Entity.RESOURCE, shape.resourceTypes());
    begin(Entity.CONTEXT, shape.needsAny(Entity.CONTEXT), change(shape, Entity.CONTEXT));
    facts(shape, Entity.CONTEXT, INDENT + INDENT);
    server(shape);
    out.append(INDENT).append("};\n}\n");
  }

  /** The members of a context that are the server's, unless the set has facts of these names. */
  private void server(RequestShape shape) {
    Set<String> own =
        shape.facts(Entity.CONTEXT).stream()
            .map(part -> part.fact().name())
            .collect(Collectors.toSet());
    for (String name : List.of("decision_id", "explain", "fulfil")) {
      if (!own.contains(name)) {
        member(INDENT + INDENT, name, false, "boolean");
      }
    }
    if (!own.contains("unknown_facts")) {
      member(INDENT + INDENT, "unknown_facts", false, "\"ignore\" | \"report\" | \"refuse\"");
    }
  }

  private void party(RequestShape shape, Entity entity, List<String> types) {
    begin(entity, true, "");
    member(INDENT + INDENT, "type", true, types.isEmpty() ? "string" : union(types));
    member(INDENT + INDENT, "id", true, "string");
    properties(shape, entity);
  }

  private void begin(Entity entity, boolean required, String with) {
    out.append(INDENT)
        .append(entity.variable())
        .append(required ? ": " : "?: ")
        .append(with)
        .append("{\n");
  }

  /** What an object is besides its own members, where a change of a setting stands in it. */
  private static String change(RequestShape shape, Entity entity) {
    return shape
        .change(entity)
        .map(change -> change.required() ? CHANGE : "(" + CHANGE + " | " + none(change) + ")")
        .map(type -> type + " & ")
        .orElse("");
  }

  private static String none(ProposedChange change) {
    return change.ways().stream()
        .map(fact -> text(fact.name()) + "?: never")
        .collect(Collectors.joining("; ", "{ ", " }"));
  }

  private void properties(RequestShape shape, Entity entity) {
    String change = change(shape, entity);
    if (!shape.facts(entity).isEmpty() || !change.isEmpty()) {
      out.append(INDENT)
          .append(INDENT)
          .append(shape.needsAny(entity) ? "properties: " : "properties?: ")
          .append(change)
          .append("{\n");
      facts(shape, entity, INDENT + INDENT + INDENT);
      out.append(INDENT).append(INDENT).append("};\n");
    }
    out.append(INDENT).append("};\n");
  }

  private void facts(RequestShape shape, Entity entity, String indent) {
    for (RequestShape.Part part : shape.facts(entity)) {
      comment(indent, part.fact().description());
      member(indent, part.fact().name(), part.required(), type(part.type()));
    }
  }

  private void member(String indent, String name, boolean required, String type) {
    out.append(indent)
        .append(text(name))
        .append(required ? ": " : "?: ")
        .append(type)
        .append(";\n");
  }

  private void all(List<RequestShape> shapes) {
    out.append("\n/** The request of each action. */\nexport interface Requests {\n");
    shapes.forEach(shape -> member(INDENT, shape.action().name(), true, name(shape)));
    out.append("}\n\nexport type ActionName = keyof Requests;\n");
    out.append("export type RequestOf<A extends ActionName> = Requests[A];\n");
  }

  static String type(ValueType type) {
    if (type instanceof BooleanType) {
      return "boolean";
    }
    if (type instanceof IntegerType || type instanceof NumberType) {
      return "number";
    }
    if (type instanceof StringType string) {
      return string.values().isEmpty() ? "string" : union(string.values());
    }
    if (type instanceof TimestampType || type instanceof SealedType) {
      return "string";
    }
    if (type instanceof PatternsType) {
      return "string[]";
    }
    if (type instanceof ListType list) {
      String items = "Array<" + type(list.items()) + ">";
      return list.split().isEmpty() ? items : items + " | string";
    }
    if (type instanceof MapType map) {
      return "Record<string, " + type(map.values()) + ">";
    }
    return type instanceof StructType struct ? struct(struct) : "unknown";
  }

  private static String struct(StructType struct) {
    return struct.fields().stream()
        .map(field -> field(field, struct.required().contains(field)))
        .collect(Collectors.joining("; ", "{ ", " }"));
  }

  private static String field(Field field, boolean required) {
    return text(field.name()) + (required ? ": " : "?: ") + type(field.type());
  }

  private static String union(List<String> values) {
    return values.stream().map(TypescriptRequests::text).collect(Collectors.joining(" | "));
  }

  /** A literal: JSON's strings are TypeScript's as well. */
  static String text(String value) {
    return JsonOutput.of(value).strip();
  }

  private void comment(String indent, String description) {
    if (!description.isEmpty()) {
      String text = description.replace("*/", "*\\/").replace('\n', ' ').replace('\r', ' ');
      out.append(indent).append("/** ").append(text).append(" */\n");
    }
  }
}
