package dev.portreeve.engine.cases;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamDocument;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The teams of a set's cases: those it ships, and those that cases describe themselves. */
final class CaseTeams {
  private static final int ID_DIGITS = 12;

  private final Schema schema;
  private final TeamReader teams;
  private final Map<String, CaseTeam> shipped = new LinkedHashMap<>();
  private final Map<String, CaseTeam> described = new HashMap<>();

  CaseTeams(Schema schema) {
    this.schema = schema;
    this.teams = new TeamReader(schema);
  }

  /** Takes a team that the set ships in. */
  void ship(TeamDocument document) {
    shipped.put(document.team().id(), CaseTeam.of(document));
  }

  Optional<CaseTeam> shipped(String id) {
    return Optional.ofNullable(shipped.get(id));
  }

  /**
   * The team that a case states.
   *
   * @param node a name or the members of a team file
   */
  Optional<CaseTeam> stated(YamlNode node, NodeReader reader) {
    if (node instanceof YamlNode.Mapping members) {
      return described(members, reader);
    }
    Optional<String> name = reader.string(node, "`team`");
    if (name.isEmpty() || name.get().equals(ExpectationReader.NONE)) {
      return Optional.empty();
    }
    Optional<CaseTeam> team = shipped(name.get());
    if (team.isEmpty()) {
      String help = Suggestion.didYouMean(name.get(), shipped.keySet());
      reader.problem(node.position(), "the set has no team `" + name.get() + "`", help);
    }
    return team;
  }

  private Optional<CaseTeam> described(YamlNode.Mapping node, NodeReader reader) {
    String text = JsonText.of(node.raw());
    CaseTeam known = described.get(text);
    if (known != null) {
      return Optional.of(known);
    }
    String id =
        node.find("id")
            .map(written -> String.valueOf(written.raw()))
            .orElseGet(() -> "case-" + Hash.of(text).substring(0, ID_DIGITS));
    if (shipped.containsKey(id) || described.values().stream().anyMatch(t -> t.id().equals(id))) {
      reader.problem(
          node.locate("id"),
          "another team is called `" + id + "`",
          "leave `id` out; the case's request names the team all the same");
      return Optional.empty();
    }
    List<Diagnostic> found = new ArrayList<>();
    Optional<Team> team = teams.read(node, id, new NodeReader(reader.file(), found));
    if (team.isEmpty() || !found.isEmpty()) {
      NodeReader told = schema.holdsSecrets() ? reader.withholding() : reader;
      found.forEach(p -> told.problem(p.position(), p.message(), p.help()));
      return Optional.empty();
    }
    CaseTeam stated = CaseTeam.of(new TeamDocument(team.get(), node));
    described.put(text, stated);
    return Optional.of(stated);
  }
}
