package dev.portreeve.sidecar.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portreeve.engine.cases.JsonText;
import java.util.Map;
import java.util.Optional;

/** JSON objects of the store as trees and back. */
final class ScimJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> RAW = new TypeReference<>() {};

  private ScimJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** What the store holds, which is JSON. */
  static ObjectNode parse(String document) {
    return object(document)
        .orElseThrow(() -> new IllegalStateException("the store holds no JSON object"));
  }

  /** The object that a text is, or empty when it is anything else. */
  static Optional<ObjectNode> object(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static ObjectNode tree(Map<String, Object> raw) {
    return MAPPER.valueToTree(raw);
  }

  static Map<String, Object> raw(ObjectNode object) {
    return MAPPER.convertValue(object, RAW);
  }

  /** One line, written as everything in the store is. */
  static String text(ObjectNode object) {
    return JsonText.of(raw(object));
  }
}
