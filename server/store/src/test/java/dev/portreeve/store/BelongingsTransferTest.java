package dev.portreeve.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BelongingsTransferTest {
  private static final String TEAM = "acme";
  private static final ProvisionedEntry USER =
      new ProvisionedEntry(
          TEAM,
          ProvisionedEntry.Kind.USER,
          "u-1",
          "bjensen",
          "{\"name\": {\"familyName\": \"Jens\\u00e9n\\n\"}, \"active\": true, \"n\": [1, 2.5]}");
  private static final ProvisionedEntry GROUP =
      new ProvisionedEntry(TEAM, ProvisionedEntry.Kind.GROUP, "g-1", "guides", "{}");
  private static final StoredRecord GRANT =
      StoredRecord.of(TEAM, "guest_grant", "g1", Map.of("guest", "gia", "link_on", true));
  private static final StoredRequest PENDING =
      new StoredRequest(
          "r-1", TEAM, StoredRequest.PENDING, "{\"a\": 1}", Instant.ofEpochSecond(9_000), "");

  @TempDir private Path folder;

  private TeamStore open(String name) throws StoreException {
    TeamStore store =
        TeamStore.open(StoreLocation.parse("sqlite:" + folder.resolve(name)).orElseThrow());
    SortedMap<String, String> members = new TreeMap<>(Map.of("bjensen", "{}"));
    write(store, transaction -> transaction.put(List.of(new StoredTeam(TEAM, "{}", members))));
    write(store, transaction -> transaction.put(List.of(new StoredTeam("bare", "{}", members))));
    return store;
  }

  /** Something that is done with a row of the audit. */
  private interface Work {
    void in(StoreTransaction transaction) throws SQLException;
  }

  private static void write(TeamStore store, Work work) throws StoreException {
    store.<Boolean, RuntimeException>write(
        transaction -> {
          work.in(transaction);
          transaction.record(List.of(TEAM), "{}");
          return true;
        });
  }

  private static void fill(TeamStore store) throws StoreException {
    write(
        store,
        transaction -> {
          transaction.put(USER);
          transaction.put(GROUP);
          transaction.put(GRANT);
          transaction.put(PENDING);
        });
  }

  /** With what stands in columns as JSON read, however it was written. */
  private static List<String> said(TeamStore store) throws StoreException {
    return store.belongings(TEAM).lines();
  }

  @Test
  void belongings_exportedAndImported_areTheSame() throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    try (TeamStore one = open("one.db");
        TeamStore other = open("other.db")) {
      fill(one);
      assertEquals(4, new BelongingsTransfer(one).exportTo(files));
      assertFalse(Files.exists(files.resolve("bare.jsonl")), "a team that has none");
      assertEquals(4, new BelongingsTransfer(other).importFrom(files, "tester"));
      assertEquals(said(one), said(other));
      assertEquals(
          1, other.knownWith(TEAM, "guest_grant", "guest", List.of("gia")).size(), "is found");
      assertTrue(new Audit(other).verify(Optional.empty()).good());
    }
  }

  @Test
  void request_decidedSince_isNotAskedAgain() throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    try (TeamStore store = open("one.db")) {
      fill(store);
      new BelongingsTransfer(store).exportTo(files);
      StoredRequest denied = PENDING.with(StoredRequest.DENIED, "{\"by\": \"adam\"}");
      write(store, transaction -> transaction.put(denied));
      write(store, transaction -> transaction.remove(GRANT));
      new BelongingsTransfer(store).importFrom(files, "tester");
      assertEquals(Optional.of(denied), store.request("r-1"));
      assertEquals(1, store.belongings(TEAM).records().size(), "records are as in the file");
    }
  }

  @Test
  void file_thatSaysNothingUseful_isRefusedWithItsLine() throws Exception {
    Path files = Files.createDirectory(folder.resolve("files"));
    try (TeamStore store = open("one.db")) {
      fill(store);
      List<String> before = said(store);
      Files.writeString(files.resolve("acme.jsonl"), "\n{\"record\": \"g2\", \"facts\": {}}\n");
      IOException refused =
          assertThrows(
              IOException.class, () -> new BelongingsTransfer(store).importFrom(files, "tester"));
      assertEquals("acme.jsonl: line 2: `type` must be a string", refused.getMessage());
      assertEquals(before, said(store));
      Files.writeString(files.resolve("acme.jsonl"), "");
      Files.writeString(files.resolve("nobody.jsonl"), "{\"user\": \"u\"}\n");
      assertThrows(
          IOException.class, () -> new BelongingsTransfer(store).importFrom(files, "tester"));
    }
  }
}
