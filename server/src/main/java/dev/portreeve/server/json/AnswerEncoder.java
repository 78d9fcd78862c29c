package dev.portreeve.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.portreeve.server.answer.Answer;
import dev.portreeve.server.answer.Decided;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** Encodes answers as JSON, in UTF-8. Safe for use by several threads. */
public final class AnswerEncoder {
  private static final Buffer BATCH_START = Buffer.buffer("{\"evaluations\":[");
  private static final Buffer BATCH_NEXT = Buffer.buffer(",");
  private static final Buffer BATCH_END = Buffer.buffer("]}");
  private static final int TYPICAL_ANSWER = 256;

  private final JsonFactory factory = new JsonFactory();
  private final Function<Decided, Buffer> writing = this::write;

  /** What answers one check; not to be changed, since an answer that is told often keeps it. */
  public Buffer encode(Answer answer) {
    return answer instanceof Decided decided ? decided.json(writing) : write(answer);
  }

  /** The body that answers a batch. */
  public Buffer encodeAll(List<Answer> answers) {
    Buffer all = Buffer.buffer(TYPICAL_ANSWER * (answers.size() + 1)).appendBuffer(BATCH_START);
    for (int i = 0; i < answers.size(); i++) {
      if (i > 0) {
        all.appendBuffer(BATCH_NEXT);
      }
      all.appendBuffer(encode(answers.get(i)));
    }
    return all.appendBuffer(BATCH_END);
  }

  /** The body that says why there is no answer. */
  public Buffer encodeError(String problem, String field) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeStringField("error", problem);
          json.writeStringField("field", field);
          json.writeEndObject();
        });
  }

  private Buffer write(Answer answer) {
    return write(json -> AnswerWriter.write(answer, json));
  }

  private Buffer write(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
      try (JsonGenerator json = factory.createGenerator(bytes)) {
        body.write(json);
      }
      return Buffer.buffer(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("the answer cannot be written as JSON", e);
    }
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
