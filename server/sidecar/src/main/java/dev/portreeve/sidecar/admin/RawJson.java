package dev.portreeve.sidecar.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.engine.yaml.YamlReader;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.json.JsonPreamble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into raw values; two members of one name are an error. */
final class RawJson {
  private static final int MOST_NESTED = 32;
  private static final int TOO_LARGE = 413;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MOST_NESTED).build())
          .build();

  private final JsonParser parser;
  private int values;

  private RawJson(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The members of the one object that a text is. It has no more values than a file may have: the
   * shortest would take sixty times the memory of their text.
   */
  static Map<String, Object> object(byte[] text) throws Problem {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonPreamble.expectText(text, text.length);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.malformed("the body must be a JSON object");
      }
      Map<String, Object> members = new RawJson(parser).members();
      if (parser.nextToken() != null) {
        throw Problem.malformed("something stands behind the JSON object");
      }
      return members;
    } catch (MalformedRequest e) {
      throw Problem.malformed(e.problem());
    } catch (IOException e) {
      throw Problem.malformed("the body is not JSON in UTF-8 with each name once in an object");
    }
  }

  private Map<String, Object> members() throws IOException, Problem {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, value(parser.nextToken()));
    }
    return members;
  }

  private Object value(@Nullable JsonToken token) throws IOException, Problem {
    values++;
    if (values > YamlReader.MAX_VALUES) {
      throw new Problem(
          TOO_LARGE,
          "not answered",
          "the body holds more than " + YamlReader.MAX_VALUES + " values");
    }
    if (token == JsonToken.START_OBJECT) {
      return members();
    }
    if (token == JsonToken.START_ARRAY) {
      List<Object> items = new ArrayList<>();
      for (JsonToken item = parser.nextToken();
          item != JsonToken.END_ARRAY;
          item = parser.nextToken()) {
        items.add(value(item));
      }
      return items;
    }
    if (token == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getNumberValue();
    }
    return token == JsonToken.VALUE_NULL ? JsonNull.INSTANCE : token == JsonToken.VALUE_TRUE;
  }
}
