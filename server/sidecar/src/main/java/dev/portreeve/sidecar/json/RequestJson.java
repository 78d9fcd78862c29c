package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.check.RequestTooLarge;
import java.io.IOException;

/**
 * Opens request bodies as JSON objects and tells callers what is wrong with those that are none.
 */
final class RequestJson {
  /** Reads the members of the outermost object; the parser stands at its beginning. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonParser parser) throws IOException, MalformedRequest, RequestTooLarge;
  }

  private final JsonFactory factory;
  private final Limits limits;

  RequestJson(Limits limits) {
    this.limits = limits;
    // Names are the caller's: interning them would keep them for ever.
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(limits.nesting()).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .build();
  }

  /** Reads a body that must be one JSON object and nothing else. */
  <T> T read(byte[] body, Reader<T> reader) throws MalformedRequest, RequestTooLarge {
    try (JsonParser parser = factory.createParser(body, 0, body.length)) {
      try {
        if (parser.nextToken() == null) {
          throw new MalformedRequest("", "the body is empty");
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
          throw new MalformedRequest("", "the body must be a JSON object");
        }
        T result = reader.read(parser);
        if (parser.nextToken() != null) {
          throw new MalformedRequest("", "something follows the JSON object");
        }
        return result;
      } catch (StreamConstraintsException e) {
        throw parser.getParsingContext().getNestingDepth() >= limits.nesting()
            ? RequestTooLarge.nesting(limits.nesting())
            : new RequestTooLarge("a number or name is too long");
      } catch (JsonProcessingException e) {
        throw notJson(parser, e);
      }
    } catch (IOException e) {
      // Reading from an array fails for no other reason.
      throw new MalformedRequest("", "the body is not JSON");
    }
  }

  private static MalformedRequest notJson(JsonParser parser, JsonProcessingException e) {
    String field = FieldPath.of(parser);
    if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")) {
      return new MalformedRequest(field, "`" + field + "` is given twice");
    }
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
    return new MalformedRequest(field, "not JSON at line " + line + ", column " + column);
  }
}
