package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.check.MalformedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON values as the raw values that facts are made of. */
final class RawValues {
  private RawValues() {}

  /** The value that begins at the parser's token; afterwards the parser stands at its end. */
  static Object read(JsonParser parser) throws IOException, MalformedRequest {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> string(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case START_ARRAY -> list(parser);
      case START_OBJECT -> map(parser);
      case VALUE_NULL -> JsonNull.INSTANCE;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins at " + parser.currentToken());
    };
  }

  /** The parser's string, refused when it is no valid Unicode. */
  static String string(JsonParser parser) throws IOException, MalformedRequest {
    String text = parser.getText();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          String field = FieldPath.of(parser);
          throw new MalformedRequest(field, "`" + field + "` holds an unpaired surrogate");
        }
        i++;
      }
    }
    return text;
  }

  private static List<Object> list(JsonParser parser) throws IOException, MalformedRequest {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(parser));
    }
    return list;
  }

  private static Map<String, Object> map(JsonParser parser) throws IOException, MalformedRequest {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      map.put(name, read(parser));
    }
    return map;
  }
}
