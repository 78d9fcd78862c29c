package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamDocument;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A team under the schema in force, with what is written of it.
 *
 * @param team as checks see it
 * @param file what is written
 * @param raw the same as raw values
 */
record BoundTeam(Team team, SourceFile file, Map<String, Object> raw) {
  /* Reading takes twenty times the memory of the text, most of it until it is done. */
  private static final int LARGE = 64 << 10;
  private static final Object ONE_AT_A_TIME = new Object();

  private static final String SETTINGS = "settings";
  private static final String MEMBERS = "members";
  private static final String ID = "id";

  /** Binds a team, or says why it does not fit; large ones one at a time. */
  static BoundTeam of(SourceFile file, Schema schema, int status) throws Problem {
    if (file.text().length() < LARGE) {
      return read(file, schema, status);
    }
    synchronized (ONE_AT_A_TIME) {
      return read(file, schema, status);
    }
  }

  private static BoundTeam read(SourceFile file, Schema schema, int status) throws Problem {
    List<Diagnostic> problems = new ArrayList<>();
    Optional<TeamDocument> document = new TeamReader(schema).document(file, problems);
    if (document.isEmpty()) {
      throw new Problem(
          status,
          "the team does not fit the policy set",
          problems.get(0).message(),
          Map.of("problems", problems.stream().map(BoundTeam::line).toList()));
    }
    return new BoundTeam(document.get().team(), file, members(document.get().root().raw()));
  }

  private static String line(Diagnostic problem) {
    return problem.help().isEmpty() ? problem.message() : problem.message() + ": " + problem.help();
  }

  /** What is stored of a setting, or empty. */
  Optional<Object> stored(String setting) {
    return Optional.ofNullable(members(raw.getOrDefault(SETTINGS, Map.of())).get(setting));
  }

  /** What is written beside id and members, with one setting replaced. */
  Map<String, Object> with(String setting, Object value) {
    Map<String, Object> settings =
        new LinkedHashMap<>(members(raw.getOrDefault(SETTINGS, Map.of())));
    settings.put(setting, value);
    Map<String, Object> document = document();
    document.put(SETTINGS, settings);
    return document;
  }

  /** What is written beside id and members. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>(raw);
    document.remove(ID);
    document.remove(MEMBERS);
    return document;
  }

  /** What is written of the members. */
  Map<String, Object> people() {
    return members(raw.getOrDefault(MEMBERS, Map.of()));
  }

  /** A raw value as a map, as which the schema has taken it. */
  static Map<String, Object> members(Object raw) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (raw instanceof Map<?, ?> map) {
      map.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    return members;
  }
}
