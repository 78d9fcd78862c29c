package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A team as it is stored.
 *
 * @param id of the team
 * @param document what a team file says beside id and members, as a JSON object on one line
 * @param members what it says of each member, as a JSON object on one line
 */
public record StoredTeam(String id, String document, SortedMap<String, String> members) {
  private static final String NOTHING = "{}";

  public StoredTeam {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** A team made of raw values, as YAML or JSON have them. */
  public static StoredTeam of(String id, Map<String, Object> document, Map<String, Object> people) {
    SortedMap<String, String> members = new TreeMap<>();
    people.forEach((member, says) -> members.put(member, JsonText.of(says)));
    return new StoredTeam(id, JsonText.of(document), members);
  }

  /** What is said of a member, raw; empty when there is none. */
  public Optional<Map<String, Object>> member(String member) {
    return Optional.ofNullable(members.get(member)).map(RawObject::of);
  }

  /** The team as a file, which reads the same as long as nothing of it changes. */
  public SourceFile file() {
    StringBuilder text = new StringBuilder("{\"id\": ").append(JsonText.of(id));
    if (!document.equals(NOTHING)) {
      text.append(", ").append(document, 1, document.length() - 1);
    }
    String separator = ", \"members\": {";
    for (Map.Entry<String, String> member : members.entrySet()) {
      text.append(separator).append(JsonText.of(member.getKey())).append(": ");
      text.append(member.getValue());
      separator = ", ";
    }
    text.append(members.isEmpty() ? "}" : "}}").append('\n');
    return new SourceFile("teams/" + id + ".yaml", text.toString());
  }
}
