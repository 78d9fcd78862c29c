package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import dev.portreeve.source.directory.AtomicFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Moves teams between files and a store. Comments of files are not kept; all else is. */
public final class TeamTransfer {
  /* A batch is a transaction and a row of the audit. */
  private static final int BATCH = 2_000;

  private final TeamStore store;
  private final LongConsumer progress;

  /**
   * @param progress hears how many teams have been moved
   */
  public TeamTransfer(TeamStore store, LongConsumer progress) {
    this.store = store;
    this.progress = progress;
  }

  /**
   * Stores every team that a source has, each in the place of the one of its id. Stops before the
   * batch in which a team does not fit.
   *
   * @param files has them
   * @param schema that they must fit
   * @param who does it, for the audit
   * @param problems what is wrong, as {@code file:line:col: message}; what was there before stays
   * @return how many were stored
   */
  public long importFrom(PolicySource files, Schema schema, String who, List<Diagnostic> problems)
      throws SourceException, StoreException {
    long moved = 0;
    List<TeamFiles.ReadTeam> batch = new ArrayList<>();
    // Rows in the order of their keys are stored soonest, and lie that way.
    List<String> ids = files.changedTeams().stream().sorted().toList();
    try (TeamFiles ahead = new TeamFiles(files, new TeamReader(schema), ids)) {
      for (Optional<TeamFiles.Part> part = ahead.next(); part.isPresent(); part = ahead.next()) {
        problems.addAll(part.get().problems());
        if (problems.isEmpty()) {
          batch.addAll(part.get().teams());
          moved += batch.size() >= BATCH ? store(batch, who) : 0;
        }
      }
    }
    return problems.isEmpty() ? moved + store(batch, who) : moved;
  }

  private long store(List<TeamFiles.ReadTeam> batch, String who) throws StoreException {
    if (batch.isEmpty()) {
      return 0;
    }
    Map<String, Object> versions = new LinkedHashMap<>();
    batch.forEach(each -> versions.put(each.team().id(), each.version()));
    List<StoredTeam> teams = batch.stream().map(TeamFiles.ReadTeam::team).toList();
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("at", Instant.now().toString());
    record.put("actor", Map.of("operator", who));
    record.put("action", "teams.import");
    record.put("to", versions);
    store.write(
        transaction -> {
          transaction.put(teams);
          transaction.record(versions.keySet(), JsonText.of(record));
          return transaction.number();
        });
    int moved = batch.size();
    batch.clear();
    progress.accept(moved);
    return moved;
  }

  static StoredTeam stored(String id, YamlNode root) {
    Map<String, Object> all = members(root.raw());
    all.remove("id");
    Object people = all.remove("members");
    return StoredTeam.of(id, all, members(people == null ? Map.of() : people));
  }

  /**
   * Writes every team into a directory, over the file of its id; other files stay.
   *
   * @return how many were written
   */
  public long exportTo(Path directory) throws StoreException, IOException {
    Files.createDirectories(directory);
    long moved = 0;
    for (List<String> ids = store.teamIds("", BATCH);
        !ids.isEmpty();
        ids = store.teamIds(ids.get(ids.size() - 1), BATCH)) {
      for (String id : ids) {
        Optional<StoredTeam> team = store.team(id);
        if (team.isPresent()) {
          Path file = directory.resolve(id + ".yaml");
          byte[] text = yaml(team.get()).getBytes(StandardCharsets.UTF_8);
          AtomicFile.write(file, text, ".team");
          moved++;
        }
      }
      progress.accept(ids.size());
    }
    return moved;
  }

  private static String yaml(StoredTeam team) throws IOException {
    List<Diagnostic> problems = new ArrayList<>();
    YamlNode root =
        YamlReader.read(team.file(), TeamReader.MAX_BYTES, problems)
            .orElseThrow(() -> new IOException("team `" + team.id() + "` cannot be read"));
    return TeamYaml.of(members(root.raw()));
  }

  private static Map<String, Object> members(Object raw) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (raw instanceof Map<?, ?> map) {
      map.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    return members;
  }
}
