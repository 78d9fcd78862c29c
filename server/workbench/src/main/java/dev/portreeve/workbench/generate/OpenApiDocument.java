package dev.portreeve.workbench.generate;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.workbench.output.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The server's endpoints as an OpenAPI 3.1 document. What no set changes stands in a resource; the
 * requests of the set's actions are put into it.
 */
final class OpenApiDocument {
  /* Operations that are alike are written out here. */
  private static final String SEARCH = "$search";
  private static final String MANAGEMENT = "$management";

  private static final String MANAGEMENT_URL = "http://127.0.0.1:9091";

  private OpenApiDocument() {}

  static Map<String, Object> of(Snapshot snapshot) {
    Map<String, Object> document = base();
    Map<String, Object> info = object(document, "info");
    info.put("title", "Portreeve: " + snapshot.schema().name());
    info.put("summary", "AuthZEN checks of the policy set `" + snapshot.schema().name() + "`");
    info.put("description", GeneratedFiles.MARK);
    info.put("version", "1");
    object(document, "paths").values().forEach(path -> expand((Map<?, ?>) path));
    Map<String, Object> schemas = object(object(document, "components"), "schemas");
    List<Object> checks = new ArrayList<>();
    Names names = new Names(Set.copyOf(schemas.keySet()));
    for (RequestShape shape : RequestShape.of(snapshot)) {
      String name = names.of(shape.action().name(), Names.upper(shape.action().name()));
      schemas.put(name, RequestSchemas.of(shape));
      checks.add(ref("schemas", name));
    }
    schemas.put("Check", checks.isEmpty() ? ref("schemas", "Parts") : Map.of("oneOf", checks));
    return document;
  }

  private static void expand(Map<?, ?> path) {
    for (Object value : path.values()) {
      @SuppressWarnings("unchecked") // what is read from JSON
      Map<String, Object> operation = (Map<String, Object>) value;
      if (operation.remove(SEARCH) != null) {
        operation.put(
            "requestBody", required(content("application/json", ref("schemas", "Search"))));
        operation.put("responses", responses(content("application/json", ref("schemas", "Found"))));
      }
      Object type = operation.remove(MANAGEMENT);
      if (type != null) {
        operation.put("servers", List.of(Map.of("url", MANAGEMENT_URL)));
        operation.put("responses", probe(content((String) type, Map.of("type", "string"))));
      }
    }
  }

  private static Map<String, Object> responses(Map<String, Object> content) {
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", described("A page of what was found", content));
    responses.put("default", ref("responses", "Error"));
    return responses;
  }

  private static Map<String, Object> probe(Map<String, Object> content) {
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put("200", described("It is so", content));
    responses.put("503", described("It is not", content));
    return responses;
  }

  private static Map<String, Object> described(String text, Map<String, Object> content) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("description", text);
    response.put("content", content);
    return response;
  }

  private static Map<String, Object> required(Map<String, Object> content) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("required", true);
    body.put("content", content);
    return body;
  }

  private static Map<String, Object> content(String type, Map<String, Object> schema) {
    return Map.of(type, Map.of("schema", schema));
  }

  private static Map<String, Object> ref(String kind, String name) {
    return Map.of("$ref", "#/components/" + kind + "/" + name);
  }

  @SuppressWarnings("unchecked") // what is read from JSON
  private static Map<String, Object> object(Map<String, Object> around, String name) {
    return (Map<String, Object>) Objects.requireNonNull(around.get(name));
  }

  private static Map<String, Object> base() {
    try (InputStream in =
        Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("openapi.json"))) {
      return JsonInput.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonInput.NoObject e) {
      throw new IllegalStateException(e);
    }
  }
}
