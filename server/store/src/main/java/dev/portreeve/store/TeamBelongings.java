package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the store keeps of a team beside what a team file says.
 *
 * @param provisioned what identity providers say of users and groups
 * @param records facts and other records that are kept
 * @param requests what was asked for, and what became of it
 */
record TeamBelongings(
    List<ProvisionedEntry> provisioned, List<StoredRecord> records, List<StoredRequest> requests) {
  private static final String TYPE = "type";
  private static final String NAME = "name";
  private static final String FACTS = "facts";
  private static final String STATUS = "status";
  private static final String UNTIL = "until";
  private static final String APPROVAL = "approval";
  private static final String REQUEST = "request";
  private static final String RECORD = "record";
  private static final String SAYS = "says";

  TeamBelongings {
    provisioned = List.copyOf(provisioned);
    records = List.copyOf(records);
    requests = List.copyOf(requests);
  }

  static TeamBelongings read(Connection connection, String team) throws SQLException {
    return new TeamBelongings(
        ProvisionedTable.team(connection, team).map(ProvisionedTeam::entries).orElse(List.of()),
        RecordTable.all(connection, team),
        RequestTable.all(connection, team));
  }

  int size() {
    return provisioned.size() + records.size() + requests.size();
  }

  /** A line of JSON for each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ProvisionedEntry entry : provisioned) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put(entry.kind().code(), entry.id());
      line.put(NAME, entry.name());
      line.put(SAYS, RawObject.of(entry.document()));
      lines.add(JsonText.of(line));
    }
    for (StoredRecord record : records) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put(RECORD, record.id());
      line.put(TYPE, record.type());
      line.put(FACTS, record.members());
      lines.add(JsonText.of(line));
    }
    for (StoredRequest request : requests) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put(REQUEST, request.id());
      line.put(STATUS, request.status());
      line.put(UNTIL, request.until().toString());
      line.put(APPROVAL, request.approval());
      line.put(SAYS, RawObject.of(request.document()));
      lines.add(JsonText.of(line));
    }
    return lines;
  }

  /** What lines say of a team; blank ones say nothing. */
  static TeamBelongings of(String team, List<String> lines) throws IOException {
    List<ProvisionedEntry> provisioned = new ArrayList<>();
    List<StoredRecord> records = new ArrayList<>();
    List<StoredRequest> requests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Line line = new Line(RawObject.of(lines.get(i)), i + 1);
        if (line.raw().containsKey(RECORD)) {
          records.add(
              StoredRecord.of(team, line.text(TYPE), line.text(RECORD), line.object(FACTS)));
        } else if (line.raw().containsKey(REQUEST)) {
          requests.add(line.request(team));
        } else {
          provisioned.add(line.provisioned(team));
        }
      }
    }
    return new TeamBelongings(provisioned, records, requests);
  }

  /** A line that is read. */
  private record Line(Map<String, Object> raw, int number) {
    String text(String member) throws IOException {
      if (raw.get(member) instanceof String text) {
        return text;
      }
      throw new IOException("line " + number + ": `" + member + "` must be a string");
    }

    Map<String, Object> object(String member) throws IOException {
      if (raw.get(member) instanceof Map<?, ?> object) {
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
      }
      throw new IOException("line " + number + ": `" + member + "` must be an object");
    }

    StoredRequest request(String team) throws IOException {
      try {
        return new StoredRequest(
            text(REQUEST),
            team,
            text(STATUS),
            JsonText.of(object(SAYS)),
            Instant.parse(text(UNTIL)),
            text(APPROVAL));
      } catch (DateTimeException e) {
        throw new IOException("line " + number + ": `" + UNTIL + "` must be a time", e);
      }
    }

    ProvisionedEntry provisioned(String team) throws IOException {
      for (ProvisionedEntry.Kind kind : ProvisionedEntry.Kind.values()) {
        if (raw.containsKey(kind.code())) {
          return new ProvisionedEntry(
              team, kind, text(kind.code()), text(NAME), JsonText.of(object(SAYS)));
        }
      }
      throw new IOException(
          "line " + number + ": expected an object that names a user, group, record or request");
    }
  }
}
