package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.answer.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Encodes answers as JSON, in UTF-8. Safe for use by several threads. */
public final class AnswerEncoder {
  private static final byte[] BATCH_START = ascii("{\"evaluations\":[");
  private static final byte[] BATCH_END = ascii("]}");

  /* Answers that are told often are kept without these; they are put in at the end. */
  private static final byte[] TEAM_VERSION = ascii(",\"team_version\":\"");
  private static final byte[] CONTEXT_START = ascii(",\"context\":");
  private static final byte[] MORE = ascii(",");
  private static final byte[] CONTEXT_END = ascii("}}");

  private final JsonFactory factory = new JsonFactory();
  private final Function<EncodedDecision, byte[]> writing = this::write;

  /** What answers one check; not to be changed, since an answer that is told often keeps it. */
  public byte[] encode(Answer answer) {
    return answer instanceof EncodedDecision decided
        ? withExtras(decided, withTeam(decided, decided.as(EncodedDecision.Form.JSON, writing)))
        : write(answer);
  }

  /** The same with the team's version as the last member of its context, if it has one. */
  private static byte[] withTeam(EncodedDecision decided, byte[] base) {
    if (decided.decision().bare() || decided.teamVersion().isEmpty()) {
      return base;
    }
    return with(TEAM_VERSION, decided.teamVersion(), base);
  }

  /** The same with the decision's id and undeclared members, which few requests ask for. */
  private byte[] withExtras(EncodedDecision decided, byte[] base) {
    if (!decided.hasExtras()) {
      return base;
    }
    byte[] members = write(json -> AnswerWriter.writeExtras(decided, json));
    int end = base.length - CONTEXT_END.length;
    return decided.decision().bare()
        ? joined(base, base.length - 1, CONTEXT_START, members, 0)
        : joined(base, end, MORE, members, 1);
  }

  /** The beginning of an answer, then an object from an offset on, then the answer's end. */
  private static byte[] joined(byte[] base, int end, byte[] between, byte[] object, int from) {
    return ByteBuffer.allocate(end + between.length + object.length - from + 1)
        .put(base, 0, end)
        .put(between)
        .put(object, from, object.length - from)
        .put((byte) '}')
        .array();
  }

  private static byte[] with(byte[] name, String value, byte[] base) {
    byte[] text = ascii(value);
    int end = base.length - CONTEXT_END.length;
    return ByteBuffer.allocate(base.length + name.length + text.length + 1)
        .put(base, 0, end)
        .put(name)
        .put(text)
        .put((byte) '"')
        .put(CONTEXT_END)
        .array();
  }

  /** The body that answers a batch. */
  public Buffer encodeAll(List<Answer> answers) {
    List<byte[]> items = answers.stream().map(this::encode).toList();
    int bytes = items.stream().mapToInt(item -> item.length + 1).sum();
    Buffer all = Buffer.buffer(BATCH_START.length + bytes + BATCH_END.length);
    all.appendBytes(BATCH_START);
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        all.appendByte((byte) ',');
      }
      all.appendBytes(items.get(i));
    }
    return all.appendBytes(BATCH_END);
  }

  /**
   * The body that says why there is no answer.
   *
   * @param status of HTTP, which gives the code
   * @param field the path of the field at fault, or empty
   */
  public byte[] encodeError(int status, String problem, String field) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeStringField("error", problem);
          json.writeStringField("field", field);
          json.writeStringField("code", ErrorCode.of(status).wire());
          json.writeEndObject();
        });
  }

  private byte[] write(Answer answer) {
    return write(json -> AnswerWriter.write(answer, json));
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

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
