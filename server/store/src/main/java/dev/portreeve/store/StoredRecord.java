package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import java.util.Map;

/**
 * What the store keeps of a team beside its settings and members: facts of a subject or resource,
 * or what is of a kind of its own.
 *
 * @param team its id
 * @param type of the subject or resource, or the name of the kind
 * @param id of the subject or resource, unique among those of the team and type
 * @param document the facts or members by name, as a JSON object
 */
public record StoredRecord(String team, String type, String id, String document) {
  /** A record made of raw values, as YAML or JSON have them. */
  public static StoredRecord of(String team, String type, String id, Map<String, Object> members) {
    return new StoredRecord(team, type, id, JsonText.of(members));
  }

  /** The facts or members by name, raw. */
  public Map<String, Object> members() {
    return RawObject.of(document);
  }
}
