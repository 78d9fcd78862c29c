package dev.portreeve.engine.cases;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamDocument;
import dev.portreeve.engine.yaml.YamlNode;
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

  /** A team with the members of the file, or part of a file, that describes it. */
  public static CaseTeam of(TeamDocument document) {
    Map<String, Object> raw = new LinkedHashMap<>(Map.of("id", document.team().id()));
    if (document.root() instanceof YamlNode.Mapping mapping) {
      mapping.members().forEach((key, member) -> raw.put(key, member.value().raw()));
    }
    return new CaseTeam(document.team(), raw);
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
