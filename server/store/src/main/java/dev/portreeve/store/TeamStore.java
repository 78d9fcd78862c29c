package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Teams in a database, and the audit of their changes. Safe for use by several threads, each of
 * which may wait for the database.
 */
public final class TeamStore implements AutoCloseable {
  private static final String STATE = "SELECT epoch, number, head, teams FROM store_state";

  /* One statement, so that the team and its members are those of one moment. */
  private static final String TEAM =
      "SELECT '' AS member, document FROM team WHERE id = ?"
          + " UNION ALL SELECT '@' || id, document FROM member WHERE team_id = ?";

  private final Database database;

  private TeamStore(Database database) {
    this.database = database;
  }

  /** Opens a store; an empty database becomes one. */
  public static TeamStore open(StoreLocation where) throws StoreException {
    Database database = Database.open(where);
    try {
      database.write(TeamStore::begin);
      return new TeamStore(database);
    } catch (StoreException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static int begin(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO store_state (one, epoch, number, head, teams) VALUES (1, ?, 0, ?, 0)"
                + " ON CONFLICT DO NOTHING")) {
      String epoch = UUID.randomUUID().toString();
      insert.setString(1, epoch);
      insert.setString(2, epoch);
      return insert.executeUpdate();
    }
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T in(StoreTransaction transaction) throws SQLException, E;
  }

  /** How far the store has come. */
  public StoreState state() throws StoreException {
    return database.read(connection -> state(connection, STATE));
  }

  static StoreState state(Connection connection, String select) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the table store_state is empty");
      }
      return new StoreState(row.getString(1), row.getLong(2), row.getString(3), row.getLong(4));
    }
  }

  /** A team as it stands, or empty when there is none. */
  public Optional<StoredTeam> team(String id) throws StoreException {
    return database.read(connection -> team(connection, id));
  }

  static Optional<StoredTeam> team(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TEAM)) {
      statement.setString(1, id);
      statement.setString(2, id);
      @Nullable String document = null;
      SortedMap<String, String> members = new TreeMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String member = row.getString(1);
          if (member.isEmpty()) {
            document = row.getString(2);
          } else {
            members.put(member.substring(1), row.getString(2));
          }
        }
      }
      return document == null
          ? Optional.empty()
          : Optional.of(new StoredTeam(id, document, members));
    }
  }

  /** A team with what identity providers say of it, or empty when there is none. */
  public Optional<ProvisionedTeam> provisionedTeam(String id) throws StoreException {
    return database.read(connection -> ProvisionedTable.team(connection, id));
  }

  /** The ids of teams in their order, those behind one, so many at most. */
  public List<String> teamIds(String behind, int most) throws StoreException {
    return database.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT id FROM team WHERE id > ? ORDER BY id LIMIT ?")) {
            statement.setString(1, behind);
            statement.setInt(2, most);
            List<String> ids = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                ids.add(row.getString(1));
              }
            }
            return ids;
          }
        });
  }

  /** The requests of a team in a status, the oldest first, a thousand at most. */
  public List<StoredRequest> requests(String team, String status) throws StoreException {
    return database.read(connection -> RequestTable.of(connection, team, status));
  }

  /** The requests that wait though their time has passed, so many at most. */
  public List<StoredRequest> overdueRequests(Instant now, int most) throws StoreException {
    return database.read(connection -> RequestTable.overdue(connection, now, most));
  }

  /** The request of an id, whatever its team, or empty. */
  public Optional<StoredRequest> request(String id) throws StoreException {
    return database.read(connection -> RequestTable.find(connection, id));
  }

  /** The request whose approval has an id, or empty. */
  public Optional<StoredRequest> approval(String id) throws StoreException {
    return database.read(connection -> RequestTable.findApproval(connection, id));
  }

  /** What is known of a subject or resource of a team, or empty. */
  public Optional<StoredRecord> knownOf(String team, String type, String id) throws StoreException {
    return database.read(connection -> RecordTable.find(connection, team, type, id));
  }

  /** The records of a team and type of which a member is one of some texts. */
  public List<StoredRecord> knownWith(
      String team, String type, String member, Collection<String> texts) throws StoreException {
    return database.read(connection -> RecordTable.with(connection, team, type, member, texts));
  }

  /** The records of a team and type in the order of their ids, behind one, so many at most. */
  public List<StoredRecord> known(String team, String type, String behind, int most)
      throws StoreException {
    return database.read(connection -> RecordTable.list(connection, team, type, behind, most));
  }

  /** What is kept of a team beside what a team file says. */
  TeamBelongings belongings(String team) throws StoreException {
    return database.read(connection -> TeamBelongings.read(connection, team));
  }

  /** What is to be told to others. */
  public Callbacks callbacks() {
    return new Callbacks(database);
  }

  /** Rows of the audit behind a number, so many at most. */
  public List<AuditRow> audit(long behind, int most) throws StoreException {
    return database.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT number, teams, record, hash FROM audit WHERE number > ?"
                      + " ORDER BY number LIMIT ?")) {
            statement.setLong(1, behind);
            statement.setInt(2, most);
            List<AuditRow> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                rows.add(
                    new AuditRow(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4)));
              }
            }
            return rows;
          }
        });
  }

  /**
   * Does something in one transaction, alone: others wait. What it has changed counts only with a
   * row of the audit, see {@link StoreTransaction#record}; if it throws, nothing of it counts.
   *
   * @param <E> what the work may throw
   */
  public <T, E extends Exception> T write(Work<T, E> work) throws StoreException, E {
    boolean postgresql = database.where() instanceof StoreLocation.Postgresql;
    return database.write(
        connection -> {
          // SQLite's transaction is alone from its first statement on.
          StoreState before = state(connection, postgresql ? STATE + " FOR UPDATE" : STATE);
          StoreTransaction transaction = new StoreTransaction(connection, before);
          T result = work.in(transaction);
          transaction.finish(postgresql);
          return result;
        });
  }

  /** Hears of changes, at once where the database tells of them. */
  ChangeSignal signal() {
    return database.where() instanceof StoreLocation.Postgresql postgresql
        ? new PostgresqlSignal(postgresql)
        : new PolledSignal(this);
  }

  @Override
  public void close() {
    database.close();
  }
}
