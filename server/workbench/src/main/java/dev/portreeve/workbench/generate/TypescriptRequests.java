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

  private final StringBuilder out = new StringBuilder();
  private final Names names = new Names(Set.of("Requests", "ActionName", "RequestOf"));

  private TypescriptRequests() {}

  static String of(Snapshot snapshot) {
    TypescriptRequests file = new TypescriptRequests();
    List<RequestShape> shapes = RequestShape.of(snapshot);
    file.out.append("// ").append(GeneratedFiles.MARK).append("\n");
    shapes.forEach(file::request);
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
    begin(Entity.ACTION, true);
    member(INDENT + INDENT, "name", true, text(shape.action().name()));
    properties(shape, Entity.ACTION);
    party(shape, Entity.RESOURCE, shape.resourceTypes());
    begin(Entity.CONTEXT, needsAny(shape, Entity.CONTEXT));
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
    if (!own.contains("decision_id")) {
      member(INDENT + INDENT, "decision_id", false, "boolean");
    }
    if (!own.contains("unknown_facts")) {
      member(INDENT + INDENT, "unknown_facts", false, "\"ignore\" | \"report\" | \"refuse\"");
    }
  }

  private void party(RequestShape shape, Entity entity, List<String> types) {
    begin(entity, true);
    member(INDENT + INDENT, "type", true, types.isEmpty() ? "string" : union(types));
    member(INDENT + INDENT, "id", true, "string");
    properties(shape, entity);
  }

  private void begin(Entity entity, boolean required) {
    out.append(INDENT).append(entity.variable()).append(required ? ": {\n" : "?: {\n");
  }

  private void properties(RequestShape shape, Entity entity) {
    if (!shape.facts(entity).isEmpty()) {
      out.append(INDENT)
          .append(INDENT)
          .append(needsAny(shape, entity) ? "properties: {\n" : "properties?: {\n");
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

  private static boolean needsAny(RequestShape shape, Entity entity) {
    return shape.facts(entity).stream().anyMatch(RequestShape.Part::required);
  }

  private void all(List<RequestShape> shapes) {
    out.append("\n/** The request of each action. */\nexport interface Requests {\n");
    shapes.forEach(shape -> member(INDENT, shape.action().name(), true, name(shape)));
    out.append("}\n\nexport type ActionName = keyof Requests;\n");
    out.append("export type RequestOf<A extends ActionName> = Requests[A];\n");
  }

  private static String type(ValueType type) {
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
        .map(TypescriptRequests::field)
        .collect(Collectors.joining("; ", "{ ", " }"));
  }

  private static String field(Field field) {
    return text(field.name()) + "?: " + type(field.type());
  }

  private static String union(List<String> values) {
    return values.stream().map(TypescriptRequests::text).collect(Collectors.joining(" | "));
  }

  /** A literal: JSON's strings are TypeScript's as well. */
  private static String text(String value) {
    return JsonOutput.of(value).strip();
  }

  private void comment(String indent, String description) {
    if (!description.isEmpty()) {
      String text = description.replace("*/", "*\\/").replace('\n', ' ').replace('\r', ' ');
      out.append(indent).append("/** ").append(text).append(" */\n");
    }
  }
}
