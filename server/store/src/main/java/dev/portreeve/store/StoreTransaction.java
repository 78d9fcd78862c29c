package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes teams within one transaction; nobody else changes any meanwhile. */
public final class StoreTransaction {
  private static final int KEEP_SECONDS = 24 * 3_600;

  private final Connection connection;
  private final StoreState before;
  private long teams;
  private boolean changed;
  private @Nullable AuditRow row;

  StoreTransaction(Connection connection, StoreState before) {
    this.connection = connection;
    this.before = before;
    this.teams = before.teams();
  }

  /** The number that this change will have. */
  public long number() {
    return before.number() + 1;
  }

  /** A team as it stands, or empty when there is none. */
  public Optional<StoredTeam> team(String id) throws SQLException {
    return TeamStore.team(connection, id);
  }

  /** Stores teams as a whole, in the place of those of the same ids. */
  public void put(List<StoredTeam> all) throws SQLException {
    changed = true;
    teams += TeamTable.put(connection, all, number());
  }

  /** Replaces what is stored of a team beside its members. */
  public void putDocument(String id, String document) throws SQLException {
    changed = true;
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE team SET document = ?, changed = ? WHERE id = ?")) {
      statement.setString(1, document);
      statement.setLong(2, number());
      statement.setString(3, id);
      statement.executeUpdate();
    }
  }

  /** Stores a member of a team that is there. */
  public void putMember(String team, String member, String document) throws SQLException {
    changed = true;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO member (team_id, id, document) VALUES (?, ?, ?)"
                + " ON CONFLICT (team_id, id) DO UPDATE SET document = excluded.document")) {
      statement.setString(1, team);
      statement.setString(2, member);
      statement.setString(3, document);
      statement.executeUpdate();
    }
  }

  /** Removes a member of a team. */
  public void removeMember(String team, String member) throws SQLException {
    changed = true;
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM member WHERE team_id = ? AND id = ?")) {
      statement.setString(1, team);
      statement.setString(2, member);
      statement.executeUpdate();
    }
  }

  /** Removes a team with its members. */
  public void remove(String id) throws SQLException {
    changed = true;
    teams -= TeamTable.remove(connection, id);
  }

  /** A team with what identity providers say of it, or empty when there is none. */
  public Optional<ProvisionedTeam> provisionedTeam(String id) throws SQLException {
    return ProvisionedTable.team(connection, id);
  }

  /** Stores what an identity provider says of a user or group of a team that is there. */
  public void put(ProvisionedEntry entry) throws SQLException {
    changed = true;
    ProvisionedTable.put(connection, entry);
  }

  /** Forgets what an identity provider says of a user or group. */
  public void remove(ProvisionedEntry entry) throws SQLException {
    changed = true;
    ProvisionedTable.remove(connection, entry);
  }

  /** A request of a team, or empty when there is none. */
  public Optional<StoredRequest> request(String team, String id) throws SQLException {
    return RequestTable.find(connection, id).filter(found -> found.team().equals(team));
  }

  /** The request of an id, whatever its team, or empty. */
  public Optional<StoredRequest> request(String id) throws SQLException {
    return RequestTable.find(connection, id);
  }

  /** The request whose approval has an id, or empty. */
  public Optional<StoredRequest> approval(String id) throws SQLException {
    return RequestTable.findApproval(connection, id);
  }

  /** The requests that wait though their time has passed, so many at most. */
  public List<StoredRequest> overdueRequests(Instant now, int most) throws SQLException {
    return RequestTable.overdue(connection, now, most);
  }

  /** Has something told once the transaction is committed. */
  public void put(StoredCallback callback) throws SQLException {
    CallbackTable.put(connection, callback);
  }

  /** Stores a request, or what became of it. */
  public void put(StoredRequest request) throws SQLException {
    changed = true;
    RequestTable.put(connection, request, number());
  }

  /** What is kept of a team beside what a team file says. */
  TeamBelongings belongings(String team) throws SQLException {
    return TeamBelongings.read(connection, team);
  }

  /** What is known of a subject or resource of a team, or empty. */
  public Optional<StoredRecord> knownOf(String team, String type, String id) throws SQLException {
    return RecordTable.find(connection, team, type, id);
  }

  /** The records of a team and type of which a member is one of some texts. */
  public List<StoredRecord> knownWith(
      String team, String type, String member, Collection<String> texts) throws SQLException {
    return RecordTable.with(connection, team, type, member, texts);
  }

  /** Stores a record, in the place of the one of its id. */
  public void put(StoredRecord known) throws SQLException {
    changed = true;
    RecordTable.put(connection, known, number());
  }

  /** Removes a record. */
  public void remove(StoredRecord known) throws SQLException {
    changed = true;
    RecordTable.remove(connection, known);
  }

  /**
   * Writes the row of the audit that stands for everything this transaction does.
   *
   * @param touched the ids of the teams that are others now
   * @param record what was done, as a JSON object
   */
  public void record(Collection<String> touched, String record) {
    row = AuditRow.after(before.head(), number(), String.join("\n", touched), record);
  }

  /** What was answered to a request of a key within the last day, or empty. */
  public Optional<Answered> answered(String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT request, answer FROM answered WHERE request_key = ? AND at_second > ?")) {
      statement.setString(1, key);
      statement.setLong(2, System.currentTimeMillis() / 1_000 - KEEP_SECONDS);
      try (ResultSet found = statement.executeQuery()) {
        return found.next()
            ? Optional.of(new Answered(found.getString(1), found.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Keeps for a day what is answered to a request of a key. */
  public void answer(String key, Answered answered) throws SQLException {
    long now = System.currentTimeMillis() / 1_000;
    try (PreparedStatement old =
            connection.prepareStatement("DELETE FROM answered WHERE at_second <= ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO answered (request_key, request, answer, at_second)"
                    + " VALUES (?, ?, ?, ?)")) {
      old.setLong(1, now - KEEP_SECONDS);
      old.executeUpdate();
      insert.setString(1, key);
      insert.setString(2, answered.request());
      insert.setString(3, answered.answer());
      insert.setLong(4, now);
      insert.executeUpdate();
    }
  }

  /**
   * A request and what was answered to it.
   *
   * @param request a digest of it
   * @param answer its body
   */
  public record Answered(String request, String answer) {}

  void finish(boolean notify) throws SQLException {
    AuditRow written = row;
    if (written == null) {
      if (changed) {
        throw new IllegalStateException("a change without a row of the audit");
      }
      return;
    }
    try (PreparedStatement audit =
            connection.prepareStatement(
                "INSERT INTO audit (number, teams, record, hash) VALUES (?, ?, ?, ?)");
        PreparedStatement state =
            connection.prepareStatement("UPDATE store_state SET number = ?, head = ?, teams = ?")) {
      audit.setLong(1, written.number());
      audit.setString(2, written.teams());
      audit.setString(3, written.record());
      audit.setString(4, written.hash());
      audit.executeUpdate();
      state.setLong(1, written.number());
      state.setString(2, written.hash());
      state.setLong(3, teams);
      state.executeUpdate();
    }
    if (notify) {
      try (PreparedStatement told = connection.prepareStatement(PostgresqlSignal.NOTIFY)) {
        told.execute();
      }
    }
  }
}
