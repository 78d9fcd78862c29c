package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of requests. */
final class RequestTable {
  private static final String SELECT =
      "SELECT id, team_id, status, document, until_second, approval_id FROM pending_request";
  private static final int MOST = 1_000;

  private RequestTable() {}

  /** The requests of a team in a status, the oldest first, a thousand at most. */
  static List<StoredRequest> of(Connection connection, String team, String status)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            SELECT + " WHERE team_id = ? AND status = ? ORDER BY changed, id LIMIT ?")) {
      statement.setString(1, team);
      statement.setString(2, status);
      statement.setInt(3, MOST);
      return read(statement);
    }
  }

  /** All requests of a team, the oldest first. */
  static List<StoredRequest> all(Connection connection, String team) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + " WHERE team_id = ? ORDER BY changed, id")) {
      statement.setString(1, team);
      return read(statement);
    }
  }

  /** Those that wait though their time has passed, the longest overdue first, so many at most. */
  static List<StoredRequest> overdue(Connection connection, Instant now, int most)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            SELECT + " WHERE status = ? AND until_second <= ? ORDER BY until_second LIMIT ?")) {
      statement.setString(1, StoredRequest.PENDING);
      statement.setLong(2, now.getEpochSecond());
      statement.setInt(3, most);
      return read(statement);
    }
  }

  static Optional<StoredRequest> find(Connection connection, String id) throws SQLException {
    return find(connection, SELECT + " WHERE id = ?", id);
  }

  static Optional<StoredRequest> findApproval(Connection connection, String approval)
      throws SQLException {
    return approval.isEmpty()
        ? Optional.empty()
        : find(connection, SELECT + " WHERE approval_id = ?", approval);
  }

  private static Optional<StoredRequest> find(Connection connection, String select, String by)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, by);
      return read(statement).stream().findFirst();
    }
  }

  private static List<StoredRequest> read(PreparedStatement statement) throws SQLException {
    List<StoredRequest> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new StoredRequest(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochSecond(row.getLong(5)),
                row.getString(6)));
      }
    }
    return found;
  }

  static void put(Connection connection, StoredRequest request, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO pending_request"
                + " (id, team_id, status, document, changed, until_second, approval_id)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                + " status = excluded.status, document = excluded.document,"
                + " changed = excluded.changed, until_second = excluded.until_second,"
                + " approval_id = excluded.approval_id")) {
      statement.setString(1, request.id());
      statement.setString(2, request.team());
      statement.setString(3, request.status());
      statement.setString(4, request.document());
      statement.setLong(5, number);
      statement.setLong(6, request.until().getEpochSecond());
      statement.setString(7, request.approval());
      statement.executeUpdate();
    }
  }
}
