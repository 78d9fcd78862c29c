package dev.portreeve.client.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.client.Action;
import dev.portreeve.client.Batch;
import dev.portreeve.client.BatchSemantic;
import dev.portreeve.client.Check;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes requests. */
public final class CheckWriter {
  private CheckWriter() {}

  /** The body of {@code /access/v1/evaluation}. */
  public static byte[] evaluation(Check check) {
    return written(
        json -> {
          json.writeStartObject();
          subject(json, check.subject());
          action(json, check.action());
          resource(json, check.resource());
          context(json, check.context());
          json.writeEndObject();
        });
  }

  /** The body of {@code /access/v1/evaluations}; a part that all items share is written once. */
  public static byte[] evaluations(Batch batch) {
    return written(json -> batch(json, batch));
  }

  private static void batch(JsonGenerator json, Batch batch) throws IOException {
    Check first = batch.items().get(0);
    boolean sameSubject = shared(batch.items(), Check::subject);
    boolean sameAction = shared(batch.items(), Check::action);
    boolean sameContext = shared(batch.items(), Check::context);
    json.writeStartObject();
    if (sameSubject) {
      subject(json, first.subject());
    }
    if (sameAction) {
      action(json, first.action());
    }
    if (sameContext) {
      context(json, first.context());
    }
    json.writeArrayFieldStart("evaluations");
    for (Check item : batch.items()) {
      json.writeStartObject();
      if (!sameSubject) {
        subject(json, item.subject());
      }
      if (!sameAction) {
        action(json, item.action());
      }
      resource(json, item.resource());
      if (!sameContext) {
        context(json, item.context());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (batch.semantic() != BatchSemantic.EXECUTE_ALL) {
      json.writeObjectFieldStart("options");
      json.writeStringField("evaluations_semantic", batch.semantic().code());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static boolean shared(List<Check> items, Function<Check, Object> part) {
    Object first = part.apply(items.get(0));
    return items.stream().allMatch(item -> part.apply(item).equals(first));
  }

  private static void subject(JsonGenerator json, Subject subject) throws IOException {
    json.writeObjectFieldStart("subject");
    json.writeStringField("type", subject.type());
    json.writeStringField("id", subject.id());
    properties(json, subject.properties());
    json.writeEndObject();
  }

  private static void action(JsonGenerator json, Action action) throws IOException {
    json.writeObjectFieldStart("action");
    json.writeStringField("name", action.name());
    properties(json, action.properties());
    json.writeEndObject();
  }

  private static void resource(JsonGenerator json, Resource resource) throws IOException {
    json.writeObjectFieldStart("resource");
    json.writeStringField("type", resource.type());
    json.writeStringField("id", resource.id());
    properties(json, resource.properties());
    json.writeEndObject();
  }

  private static void properties(JsonGenerator json, Map<String, Object> facts) throws IOException {
    if (!facts.isEmpty()) {
      json.writeFieldName("properties");
      Json.write(json, facts);
    }
  }

  private static void context(JsonGenerator json, Map<String, Object> facts) throws IOException {
    if (!facts.isEmpty()) {
      json.writeFieldName("context");
      Json.write(json, facts);
    }
  }

  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] written(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = Json.factory().createGenerator(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
