package dev.portreeve.sidecar.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.DecisionMap;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes decisions as lines of JSON, with the names of OPA's decision log. For one thread. */
final class RecordEncoder {
  private final Map<String, String> labels;
  private final Redaction redaction;
  private final SampleRates rates;
  private final JsonGenerator json;
  private final RedactedWriter values;
  private final DecidingMatch matches = new DecidingMatch();

  /**
   * @param labels what every record carries
   * @param redaction what no record shows
   * @param rates which part of the permits is recorded
   * @param out where the lines go
   */
  RecordEncoder(
      Map<String, String> labels, Redaction redaction, SampleRates rates, OutputStream out) {
    this.labels = labels;
    this.redaction = redaction;
    this.rates = rates;
    try {
      this.json = new JsonFactory().createGenerator(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written by then
    }
    json.setRootValueSeparator(null);
    this.values = new RedactedWriter(json);
  }

  /**
   * Writes one line.
   *
   * @param hurried leaves out what takes long to find
   */
  void encode(LoggedDecision logged, boolean hurried) throws IOException {
    values.begin();
    json.writeStartObject();
    json.writeStringField("decision_id", logged.id().toString());
    if (!labels.isEmpty()) {
      values.member("labels", labels, redaction);
    }
    json.writeStringField("timestamp", logged.frame().now().toString());
    text("req_id", logged.source().requestId());
    text("requested_by", logged.source().caller());
    values.member("path", logged.frame().actionName(), redaction);
    input(logged);
    result(logged.decision());
    match(logged, hurried);
    json.writeStringField("policy_version", logged.snapshot().version());
    if (logged.team() != null) {
      json.writeStringField("team_version", logged.team().version());
    }
    double rate = rates.of(logged.frame().actionName());
    if (rate < 1) {
      json.writeNumberField("permit_rate", rate);
    }
    json.writeObjectFieldStart("metrics");
    json.writeNumberField("timer_decide_ns", logged.nanos());
    json.writeEndObject();
    values.tellRedacted();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private void result(Decision decision) throws IOException {
    Redaction result = values.open("result", redaction);
    if (result != null) {
      for (Map.Entry<String, Object> member : DecisionMap.of(decision).entrySet()) {
        values.member(member.getKey(), member.getValue(), result);
      }
      json.writeEndObject();
    }
  }

  private void text(String name, String text) throws IOException {
    if (!text.isEmpty()) {
      values.member(name, text, redaction);
    }
  }

  /** The check as AuthZEN writes it, with the facts that the schema declares. */
  private void input(LoggedDecision logged) throws IOException {
    Redaction input = values.open("input", redaction);
    if (input == null) {
      return;
    }
    part(Entity.SUBJECT, logged, input);
    part(Entity.ACTION, logged, input);
    part(Entity.RESOURCE, logged, input);
    part(Entity.CONTEXT, logged, input);
    json.writeEndObject();
    List<String> invalid = logged.frame().invalid();
    if (!invalid.isEmpty()) {
      values.member("invalid", invalid, redaction);
    }
  }

  private void part(Entity entity, LoggedDecision logged, Redaction input) throws IOException {
    List<Fact> given = given(entity, logged);
    if (entity == Entity.CONTEXT && given.isEmpty()) {
      return;
    }
    Redaction part = values.open(entity.variable(), input);
    if (part == null) {
      return;
    }
    switch (entity) {
      case SUBJECT -> {
        values.member("type", logged.frame().subjectType(), part);
        values.member("id", logged.frame().subjectId(), part);
      }
      case ACTION -> values.member("name", logged.frame().actionName(), part);
      case RESOURCE -> {
        values.member("type", logged.frame().resourceType(), part);
        values.member("id", logged.frame().resourceId(), part);
      }
      case CONTEXT -> {}
    }
    if (entity == Entity.CONTEXT) {
      facts(given, logged, part);
    } else if (!given.isEmpty()) {
      Redaction properties = values.open("properties", part);
      if (properties != null) {
        facts(given, logged, properties);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static List<Fact> given(Entity entity, LoggedDecision logged) {
    List<Fact> given = new ArrayList<>();
    for (Fact fact : logged.frame().schema().facts()) {
      if (fact.entity() == entity && logged.frame().value(fact.slot()) != null) {
        given.add(fact);
      }
    }
    return given;
  }

  private void facts(List<Fact> given, LoggedDecision logged, Redaction at) throws IOException {
    for (Fact fact : given) {
      Object value = logged.frame().value(fact.slot());
      if (value != null) {
        values.member(fact.name(), value, at);
      }
    }
  }

  private void match(LoggedDecision logged, boolean hurried) throws IOException {
    Optional<Step> step = matches.of(logged, hurried);
    if (step.isPresent()) {
      json.writeObjectFieldStart("match");
      json.writeStringField("file", step.get().file());
      json.writeNumberField("line", step.get().line());
      json.writeFieldName("cites");
      json.writeStartArray();
      for (String cited : step.get().cites()) {
        json.writeString(cited);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
