package dev.portreeve.bench.generated;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Teams in memory, by id. */
public final class TeamTable {
  private TeamTable() {}

  /**
   * So many teams of one kind that differ only in their ids. Reading a million files takes minutes,
   * so one is parsed and bound again and again.
   */
  public static Map<String, Team> of(Schema schema, TypicalTeam kind, int teams) {
    SourceFile file = kind.file(0);
    String text = file.text().substring(file.text().indexOf('\n') + 1);
    SourceFile nameless = new SourceFile(file.name(), text);
    List<Diagnostic> problems = new ArrayList<>();
    YamlNode node = YamlReader.read(nameless, TeamReader.MAX_BYTES, problems).orElseThrow();
    TeamReader reader = new TeamReader(schema);
    Map<String, Team> table = new HashMap<>();
    for (int i = 0; i < teams; i++) {
      String id = TypicalTeam.id(i);
      table.put(id, reader.read(node, id, new NodeReader(nameless, problems)).orElseThrow());
    }
    return table;
  }
}
