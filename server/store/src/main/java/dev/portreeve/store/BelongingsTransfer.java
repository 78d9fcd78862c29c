package dev.portreeve.store;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.source.directory.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves what the store keeps of teams beside their files: {@code ID.jsonl} beside {@code ID.yaml},
 * a line for each user and group of an identity provider, each record and each request.
 */
public final class BelongingsTransfer {
  private static final String EXTENSION = ".jsonl";
  private static final int BATCH = 2_000;

  private final TeamStore store;

  public BelongingsTransfer(TeamStore store) {
    this.store = store;
  }

  /**
   * Writes those of every team that has any, and removes the files of teams that have none any
   * more.
   *
   * @return how many lines were written
   */
  public long exportTo(Path directory) throws StoreException, IOException {
    long written = 0;
    for (List<String> ids = store.teamIds("", BATCH);
        !ids.isEmpty();
        ids = store.teamIds(ids.get(ids.size() - 1), BATCH)) {
      for (String id : ids) {
        TeamBelongings all = store.belongings(id);
        Path file = directory.resolve(id + EXTENSION);
        if (all.size() == 0) {
          Files.deleteIfExists(file);
        } else {
          String text = String.join("\n", all.lines()) + "\n";
          AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), ".team");
          written += all.size();
        }
      }
    }
    return written;
  }

  /**
   * Stores what the files of a directory say of teams that are stored: users, groups and records in
   * the place of all that the team has, requests beside those that are there, none of which is
   * changed: what was decided or used since stays so.
   *
   * @param who does it, for the audit
   * @return how many lines were stored
   */
  public long importFrom(Path directory, String who) throws StoreException, IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> isOne(String.valueOf(file.getFileName()))).sorted().toList();
    }
    long stored = 0;
    for (Path file : files) {
      stored += store(file, who);
    }
    return stored;
  }

  private static boolean isOne(String name) {
    return name.endsWith(EXTENSION) && !name.startsWith(".");
  }

  private int store(Path file, String who) throws StoreException, IOException {
    String name = String.valueOf(file.getFileName());
    String team = name.substring(0, name.length() - EXTENSION.length());
    TeamBelongings next;
    try {
      next = TeamBelongings.of(team, Files.readAllLines(file));
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
    if (store.team(team).isEmpty()) {
      throw new IOException(name + ": the store has no team `" + team + "`");
    }
    return store.<Integer, RuntimeException>write(
        transaction -> {
          int added = replace(transaction.belongings(team), next, transaction);
          transaction.record(List.of(team), audited(team, who, next, added));
          return next.provisioned().size() + next.records().size() + added;
        });
  }

  private static int replace(
      TeamBelongings before, TeamBelongings next, StoreTransaction transaction)
      throws SQLException {
    for (ProvisionedEntry old : before.provisioned()) {
      transaction.remove(old);
    }
    for (ProvisionedEntry entry : next.provisioned()) {
      transaction.put(entry);
    }
    for (StoredRecord old : before.records()) {
      transaction.remove(old);
    }
    for (StoredRecord record : next.records()) {
      transaction.put(record);
    }
    int added = 0;
    for (StoredRequest request : next.requests()) {
      Optional<StoredRequest> known = transaction.request(request.id());
      if (known.isEmpty() && transaction.approval(request.approval()).isEmpty()) {
        transaction.put(request);
        added++;
      }
    }
    return added;
  }

  private static String audited(String team, String who, TeamBelongings next, int requests) {
    Map<String, Object> to = new LinkedHashMap<>();
    to.put("provisioned", next.provisioned().size());
    to.put("records", next.records().size());
    to.put("requests", requests);
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("at", Instant.now().toString());
    record.put("actor", Map.of("operator", who));
    record.put("action", "teams.import");
    record.put("team", team);
    record.put("to", to);
    return JsonText.of(record);
  }
}
