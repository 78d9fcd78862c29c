package dev.portreeve.sidecar.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what was decided, as the member {@code result}. */
final class ResultWriter {
  private final JsonGenerator json;
  private final RedactedWriter values;

  ResultWriter(JsonGenerator json, RedactedWriter values) {
    this.json = json;
    this.values = values;
  }

  /**
   * Writes it; members that would be empty are left out.
   *
   * @param around what the record must not show
   */
  void write(Decision decision, Redaction around) throws IOException {
    Redaction result = values.open("result", around);
    if (result == null) {
      return;
    }
    values.member("decision", decision.permitted(), result);
    values.member("outcome", decision.outcome().code(), result);
    if (!decision.reason().isEmpty()) {
      values.member("reason", decision.reason(), result);
    }
    if (!decision.policy().isEmpty()) {
      values.member("policy", decision.policy(), result);
    }
    list("obligations", decision.obligations().stream().map(ResultWriter::of).toList(), result);
    list("advice", decision.advice().stream().map(ResultWriter::of).toList(), result);
    list("approvers", decision.approvers().stream().map(ResultWriter::of).toList(), result);
    list("missing", decision.missing(), result);
    if (!decision.details().isEmpty()) {
      values.member("details", decision.details(), result);
    }
    json.writeEndObject();
  }

  private void list(String name, List<?> items, Redaction result) throws IOException {
    if (!items.isEmpty()) {
      values.member(name, items, result);
    }
  }

  private static Map<String, Object> of(Obligation obligation) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", obligation.type());
    map.put("properties", obligation.properties());
    return map;
  }

  private static Map<String, Object> of(Advice advice) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("action", advice.action());
    map.putAll(advice.members());
    return map;
  }

  private static Map<String, Object> of(Approver approver) {
    return Map.of(approver.kind().code(), approver.name());
  }
}
