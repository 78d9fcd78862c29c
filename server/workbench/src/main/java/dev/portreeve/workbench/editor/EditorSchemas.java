package dev.portreeve.workbench.editor;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.workbench.output.JsonOutput;
import dev.portreeve.workbench.set.AuthoredSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The JSON Schemas of a set's files, and the line by which a file names its own. They are made of
 * the set itself, so that an editor completes its facts, actions, reasons and requirements.
 */
public final class EditorSchemas {
  /** The folder of a set in which they lie. */
  public static final String FOLDER = ".schema";

  private static final String LINE = "# yaml-language-server: $schema=";

  private EditorSchemas() {}

  /** The schemas of a set that loads, as texts by file name. */
  public static Map<String, String> of(AuthoredSet set) {
    Snapshot snapshot = set.loaded();
    PlainFileSchemas plain = new PlainFileSchemas(snapshot);
    PolicyFileSchema policies = new PolicyFileSchema(snapshot);
    Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
    schemas.put("schema", SchemaFileSchema.document(plain.plans()));
    schemas.put("action", policies.action());
    schemas.put("guards", policies.guards());
    schemas.put("definitions", policies.definitionsFile());
    schemas.put("messages", plain.messages());
    schemas.put("requirements", plain.requirements());
    schemas.put("routes", plain.routes());
    schemas.put("case", new CaseFileSchema(snapshot, set.teams().keySet()).document());
    if (DirectoryFileSchema.wanted(snapshot.schema())) {
      schemas.put("directory", DirectoryFileSchema.document(snapshot.schema()));
    }
    if (snapshot.schema().team().isPresent()) {
      schemas.put("team", TeamFileSchema.document(snapshot.schema()));
    }
    Map<String, String> texts = new TreeMap<>();
    schemas.forEach((name, schema) -> texts.put(name + ".json", JsonOutput.of(schema)));
    return texts;
  }

  /** The schema of a file of a set, or empty for files that have none. */
  static Optional<String> schemaOf(String path) {
    int slash = path.indexOf('/');
    String kind =
        switch (slash < 0 ? path : path.substring(0, slash)) {
          case "actions" -> "action";
          case "cases" -> "case";
          case "teams" -> "team";
          case "directory" -> "directory";
          case "schema.yaml" -> "schema";
          case "guards.yaml" -> "guards";
          case "definitions.yaml" -> "definitions";
          case "messages.yaml" -> "messages";
          case "requirements.yaml" -> "requirements";
          case "routes.yaml" -> "routes";
          default -> "";
        };
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of((slash < 0 ? "" : "../") + FOLDER + "/" + kind + ".json");
  }

  /**
   * The text of a file with the line that names its schema, which replaces an older one.
   *
   * @param path relative to the set
   */
  public static String withLine(String path, String text) {
    Optional<String> schema = schemaOf(path);
    if (schema.isEmpty()) {
      return text;
    }
    String rest =
        text.startsWith(LINE) ? text.substring(Math.max(0, text.indexOf('\n') + 1)) : text;
    return LINE + schema.get() + "\n" + rest;
  }
}
