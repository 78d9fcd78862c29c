package dev.portreeve.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.portreeve.server.check.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encodes answers as JSON, in UTF-8. Safe for use by several threads. */
public final class AnswerEncoder {
  private static final byte[] PERMIT = "{\"decision\":true}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DENY = "{\"decision\":false}".getBytes(StandardCharsets.UTF_8);

  private final JsonFactory factory = new JsonFactory();

  /** The body that answers one check. */
  public byte[] encode(Answer.Decided answer) {
    if (answer.decision().bare()) {
      return answer.permitted() ? PERMIT.clone() : DENY.clone();
    }
    return write(json -> AnswerWriter.write(answer, json));
  }

  /** The body that answers a batch. */
  public byte[] encodeAll(List<Answer> answers) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("evaluations");
          for (Answer answer : answers) {
            AnswerWriter.write(answer, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The body that says why there is no answer. */
  public byte[] encodeError(String problem, String field) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeStringField("error", problem);
          json.writeStringField("field", field);
          json.writeEndObject();
        });
  }

  private byte[] write(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator json = factory.createGenerator(bytes)) {
        body.write(json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("the answer cannot be written as JSON", e);
    }
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
