package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of requests. */
final class RequestTable {
  private static final String COLUMNS = "SELECT id, team_id, status, document FROM pending_request";
  private static final int MOST = 1_000;

  private RequestTable() {}

  /** The requests of a team in a status, the oldest first, a thousand at most. */
  static List<StoredRequest> of(Connection connection, String team, String status)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS + " WHERE team_id = ? AND status = ? ORDER BY changed, id LIMIT ?")) {
      statement.setString(1, team);
      statement.setString(2, status);
      statement.setInt(3, MOST);
      return read(statement);
    }
  }

  static Optional<StoredRequest> find(Connection connection, String team, String id)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(COLUMNS + " WHERE team_id = ? AND id = ?")) {
      statement.setString(1, team);
      statement.setString(2, id);
      return read(statement).stream().findFirst();
    }
  }

  private static List<StoredRequest> read(PreparedStatement statement) throws SQLException {
    List<StoredRequest> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new StoredRequest(
                row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
      }
    }
    return found;
  }

  static void put(Connection connection, StoredRequest request, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO pending_request (id, team_id, status, document, changed)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                + " status = excluded.status, document = excluded.document,"
                + " changed = excluded.changed")) {
      statement.setString(1, request.id());
      statement.setString(2, request.team());
      statement.setString(3, request.status());
      statement.setString(4, request.document());
      statement.setLong(5, number);
      statement.executeUpdate();
    }
  }
}
