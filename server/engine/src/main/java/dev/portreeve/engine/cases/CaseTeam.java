package dev.portreeve.engine.cases;

import dev.portreeve.engine.facts.Team;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The team that governs a case.
 *
 * @param team bound to the set's schema
 * @param raw the members of its file, {@code id} included
 */
public record CaseTeam(Team team, Map<String, Object> raw) {
  public CaseTeam {
    raw = Collections.unmodifiableMap(new LinkedHashMap<>(raw));
  }

  /** Unique among the teams of a set's cases. */
  public String id() {
    return team.id();
  }

  /** The text of {@code teams/<id>.yaml}. */
  public String text() {
    return JsonText.of(raw) + "\n";
  }
}
