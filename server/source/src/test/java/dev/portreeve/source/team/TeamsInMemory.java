package dev.portreeve.source.team;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceUnavailable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A source of teams that are put into it, which counts how often it is read. */
public final class TeamsInMemory implements PolicySource {
  private final Map<String, String> texts = new TreeMap<>();
  private final Set<String> hidden = new HashSet<>();
  private int reads;
  private boolean away;

  /** Puts a team there, whose file has these settings. */
  public void put(String id, String settings) {
    putText(id, "id: " + id + "\nsettings: {" + settings + "}\n");
  }

  /** Puts a team there, whose file reads like this. */
  public void putText(String id, String text) {
    texts.put(id, text);
  }

  void remove(String id) {
    texts.remove(id);
  }

  /** Lets a file not be found although its team is known. */
  void hide(String id) {
    hidden.add(id);
  }

  /** Has it answer nothing, or again. */
  void away(boolean now) {
    away = now;
  }

  int reads() {
    return reads;
  }

  @Override
  public PolicySetFiles policySet() {
    return PolicySetFiles.of(Map.of());
  }

  @Override
  public List<String> changedTeams() {
    return List.copyOf(texts.keySet());
  }

  @Override
  public boolean holds(String teamId) {
    return texts.containsKey(teamId);
  }

  @Override
  public int teamCount() {
    return texts.size();
  }

  @Override
  public Optional<SourceFile> team(String id) throws SourceUnavailable {
    reads++;
    if (away) {
      throw new SourceUnavailable("away");
    }
    return hidden.contains(id)
        ? Optional.empty()
        : Optional.ofNullable(texts.get(id))
            .map(text -> new SourceFile("teams/" + id + ".yaml", text));
  }

  @Override
  public void awaitChange(Duration atMost) {}

  @Override
  public void close() {}
}
