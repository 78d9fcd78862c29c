package dev.portreeve.workbench.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.portreeve.engine.yaml.JsonNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON texts as raw values: what a {@link dev.portreeve.engine.type.ValueType} accepts. */
public final class JsonInput {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonInput() {}

  /** Says that a text is no JSON object. */
  public static final class NoObject extends Exception {
    private static final long serialVersionUID = 1L;

    NoObject(String problem) {
      super(problem);
    }

    /** What is wrong. */
    public String problem() {
      return String.valueOf(getMessage());
    }
  }

  /** The members of a text that is one JSON object. */
  public static Map<String, Object> object(String text) throws NoObject {
    try (JsonParser json = FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new NoObject("no JSON object");
      }
      Map<String, Object> members = members(json);
      if (json.nextToken() != null) {
        throw new NoObject("more than one JSON object");
      }
      return members;
    } catch (JsonProcessingException e) {
      throw new NoObject("no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is read beside the text
    }
  }

  private static Map<String, Object> members(JsonParser json) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json));
    }
    return members;
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> members(json);
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(json));
        }
        yield items;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
      default -> JsonNull.INSTANCE;
    };
  }

  /** An integer as {@code long} where it is one, so that equal numbers are equal values. */
  private static Number number(JsonParser json) throws IOException {
    return json.getNumberType() == JsonParser.NumberType.INT
        ? json.getLongValue()
        : json.getNumberValue();
  }
}
