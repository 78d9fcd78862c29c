package dev.portreeve.sidecar.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.DecisionMap;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes decisions, searches and filters as lines of JSON, with the names of OPA's decision log.
 * For one thread.
 */
final class RecordEncoder {
  private static final List<Entity> PARTS =
      List.of(Entity.SUBJECT, Entity.ACTION, Entity.RESOURCE, Entity.CONTEXT);

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
  void encode(LogEntry entry, boolean hurried) throws IOException {
    values.begin();
    json.writeStartObject();
    if (entry instanceof LoggedDecision decision) {
      decision(decision, hurried);
    } else {
      search((LoggedSearch) entry);
    }
    values.tellRedacted();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private void decision(LoggedDecision logged, boolean hurried) throws IOException {
    json.writeStringField("decision_id", logged.id().toString());
    head(logged.frame(), logged.source());
    values.member("path", logged.frame().actionName(), redaction);
    input(logged.frame(), Optional.empty());
    result(DecisionMap.of(logged.decision()));
    match(logged, hurried);
    versions(logged.snapshot(), logged.team());
    double rate = rates.of(logged.frame().actionName());
    if (rate < 1) {
      json.writeNumberField("permit_rate", rate);
    }
    duration("timer_decide_ns", logged.nanos());
  }

  /** A record without `decision_id`: it lists what checks would permit, and decides none. */
  private void search(LoggedSearch logged) throws IOException {
    json.writeStringField("type", logged.type().code());
    json.writeStringField("sought", logged.sought().variable());
    head(logged.frame(), logged.source());
    if (logged.sought() != Entity.ACTION) {
      values.member("path", logged.frame().actionName(), redaction);
    }
    input(logged.frame(), Optional.of(logged.sought()));
    result(logged.result());
    versions(logged.snapshot(), logged.team());
    duration("timer_" + logged.type().code() + "_ns", logged.nanos());
  }

  private void head(Frame frame, CheckSource source) throws IOException {
    if (!labels.isEmpty()) {
      values.member("labels", labels, redaction);
    }
    json.writeStringField("timestamp", frame.now().toString());
    text("req_id", source.requestId());
    text("requested_by", source.caller());
  }

  private void versions(Snapshot snapshot, @Nullable Team team) throws IOException {
    json.writeStringField("policy_version", snapshot.version());
    if (team != null) {
      json.writeStringField("team_version", team.version());
    }
  }

  private void duration(String name, long nanos) throws IOException {
    json.writeObjectFieldStart("metrics");
    json.writeNumberField(name, nanos);
    json.writeEndObject();
  }

  private void result(Map<String, Object> members) throws IOException {
    Redaction result = values.open("result", redaction);
    if (result != null) {
      for (Map.Entry<String, Object> member : members.entrySet()) {
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

  /**
   * The check as AuthZEN writes it, with the facts that the schema declares.
   *
   * @param sought what it leaves open
   */
  private void input(Frame frame, Optional<Entity> sought) throws IOException {
    Redaction input = values.open("input", redaction);
    if (input == null) {
      return;
    }
    for (Entity entity : PARTS) {
      if (entity != Entity.ACTION || !sought.equals(Optional.of(entity))) {
        part(entity, frame, sought.equals(Optional.of(entity)), input);
      }
    }
    json.writeEndObject();
    List<String> invalid = frame.invalid();
    if (!invalid.isEmpty()) {
      values.member("invalid", invalid, redaction);
    }
  }

  private void part(Entity entity, Frame frame, boolean open, Redaction input) throws IOException {
    List<Fact> given = given(entity, frame);
    if (entity == Entity.CONTEXT && given.isEmpty()) {
      return;
    }
    Redaction part = values.open(entity.variable(), input);
    if (part == null) {
      return;
    }
    switch (entity) {
      case SUBJECT -> {
        values.member("type", frame.subjectType(), part);
        id(frame.subjectId(), open, part);
      }
      case ACTION -> values.member("name", frame.actionName(), part);
      case RESOURCE -> {
        values.member("type", frame.resourceType(), part);
        id(frame.resourceId(), open, part);
      }
      case CONTEXT -> {}
    }
    if (entity == Entity.CONTEXT) {
      facts(given, frame, part);
    } else if (!given.isEmpty()) {
      Redaction properties = values.open("properties", part);
      if (properties != null) {
        facts(given, frame, properties);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private void id(String id, boolean open, Redaction part) throws IOException {
    if (!open) {
      values.member("id", id, part);
    }
  }

  private static List<Fact> given(Entity entity, Frame frame) {
    List<Fact> given = new ArrayList<>();
    for (Fact fact : frame.schema().facts()) {
      if (fact.entity() == entity && frame.value(fact.slot()) != null) {
        given.add(fact);
      }
    }
    return given;
  }

  private void facts(List<Fact> given, Frame frame, Redaction at) throws IOException {
    for (Fact fact : given) {
      Object value = frame.value(fact.slot());
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
