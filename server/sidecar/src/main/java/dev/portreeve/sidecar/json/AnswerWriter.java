package dev.portreeve.sidecar.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.answer.ItemFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one answer. Members that would be empty are left out. */
final class AnswerWriter {
  private static final Set<String> MEMBERS =
      Set.of(
          "outcome",
          "reason",
          "message",
          "policy",
          "policy_version",
          "team_version",
          "decision_id",
          "unknown_facts",
          "obligations",
          "advice",
          "approvers",
          "missing");

  private AnswerWriter() {}

  static void write(Answer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("decision", answer.permitted());
    if (answer instanceof EncodedDecision decided) {
      if (!decided.decision().bare()) {
        context(decided.decision(), decided.policyVersion(), json);
      }
    } else if (answer instanceof ItemFailure undecided) {
      error(undecided, json);
    }
    json.writeEndObject();
  }

  /** Writes an object of the members that few requests ask for. */
  static void writeExtras(EncodedDecision decided, JsonGenerator json) throws IOException {
    json.writeStartObject();
    text("decision_id", decided.id(), json);
    if (!decided.unknown().isEmpty()) {
      json.writeArrayFieldStart("unknown_facts");
      for (UnknownFact unknown : decided.unknown()) {
        json.writeStartObject();
        json.writeStringField("field", unknown.path());
        text("did_you_mean", unknown.meant(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void error(ItemFailure answer, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("context");
    json.writeObjectFieldStart("error");
    json.writeNumberField("status", answer.code().status());
    json.writeStringField("message", answer.problem());
    json.writeStringField("field", answer.field());
    json.writeStringField("code", answer.code().wire());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void context(Decision decision, String version, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("context");
    json.writeStringField("outcome", decision.outcome().code());
    text("reason", decision.reason(), json);
    text("message", decision.message(), json);
    text("policy", decision.policy(), json);
    text("policy_version", version, json);
    obligations(decision.obligations(), json);
    advice(decision.advice(), json);
    approvers(decision.approvers(), json);
    if (!decision.missing().isEmpty()) {
      json.writeFieldName("missing");
      value(decision.missing(), json);
    }
    for (Map.Entry<String, Object> detail : decision.details().entrySet()) {
      if (!MEMBERS.contains(detail.getKey())) {
        json.writeFieldName(detail.getKey());
        value(detail.getValue(), json);
      }
    }
    json.writeEndObject();
  }

  private static void text(String name, String text, JsonGenerator json) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  private static void obligations(List<Obligation> obligations, JsonGenerator json)
      throws IOException {
    if (obligations.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("obligations");
    int id = 1;
    for (Obligation obligation : obligations) {
      json.writeStartObject();
      json.writeStringField("id", Integer.toString(id++));
      json.writeStringField("type", obligation.type());
      json.writeFieldName("properties");
      value(obligation.properties(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void advice(List<Advice> advice, JsonGenerator json) throws IOException {
    if (advice.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("advice");
    for (Advice one : advice) {
      json.writeStartObject();
      json.writeStringField("action", one.action());
      for (Map.Entry<String, Object> member : one.members().entrySet()) {
        if (!member.getKey().equals("action")) {
          json.writeFieldName(member.getKey());
          value(member.getValue(), json);
        }
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void approvers(List<Approver> approvers, JsonGenerator json) throws IOException {
    if (approvers.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("approvers");
    for (Approver approver : approvers) {
      json.writeStartObject();
      json.writeStringField(approver.kind().code(), approver.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void value(Object value, JsonGenerator json) throws IOException {
    if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof Number number) {
      json.writeNumber(number.doubleValue());
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        value(member.getValue(), json);
      }
      json.writeEndObject();
    } else {
      throw new IllegalStateException("no JSON for a " + value.getClass());
    }
  }
}
