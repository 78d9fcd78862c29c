package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import dev.portreeve.store.StoredTeam;
import java.util.ArrayList;
import java.util.Map;

/**
 * What is stored of a team, whether or not it fits the policy set in force.
 *
 * @param version as checks tell it
 * @param document beside id and members
 */
record WrittenTeam(String version, Map<String, Object> document) {
  static WrittenTeam of(StoredTeam stored) {
    return new WrittenTeam(TeamReader.version(stored.file()), raw(stored.document()));
  }

  /** The members of a JSON object of the store. */
  static Map<String, Object> raw(String document) {
    return YamlReader.read(
            new SourceFile("document", document), TeamReader.MAX_BYTES, new ArrayList<>())
        .map(YamlNode::raw)
        .map(BoundTeam::members)
        .orElse(Map.of());
  }
}
