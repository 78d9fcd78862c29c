package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.check.MalformedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads bodies with Jackson, and what Jackson lets pass with the JDK. */
final class JacksonBodies {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(10_000)
                  .maxNumberLength(1_000)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  private JacksonBodies() {}

  static Map<?, ?> read(byte[] body) throws MalformedRequest {
    // Jackson takes overlong forms, surrogates in UTF-8 and unpaired ones as escapes.
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      try (JsonParser parser = FACTORY.createParser(text)) {
        parser.nextToken();
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
          throw new MalformedRequest("", "no object");
        }
        Map<?, ?> read = (Map<?, ?>) value(parser);
        if (parser.nextToken() != null) {
          throw new MalformedRequest("", "goes on");
        }
        return read;
      }
    } catch (CharacterCodingException e) {
      throw new MalformedRequest("", "not UTF-8");
    } catch (IOException e) {
      throw new MalformedRequest("", "not JSON");
    }
  }

  private static Object value(JsonParser parser) throws IOException, MalformedRequest {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> text(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case START_ARRAY -> list(parser);
      case START_OBJECT -> map(parser);
      default -> JsonNull.INSTANCE;
    };
  }

  private static List<Object> list(JsonParser parser) throws IOException, MalformedRequest {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  private static Map<String, Object> map(JsonParser parser) throws IOException, MalformedRequest {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      map.put(text(name), value(parser));
    }
    return map;
  }

  private static String text(String text) throws MalformedRequest {
    if (!text.codePoints().allMatch(point -> Character.getType(point) != Character.SURROGATE)) {
      throw new MalformedRequest("", "an unpaired surrogate");
    }
    return text;
  }
}
