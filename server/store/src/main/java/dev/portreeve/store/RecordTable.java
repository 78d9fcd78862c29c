package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of records. */
final class RecordTable {
  private static final String OF_TYPE =
      "SELECT id, document FROM record WHERE team_id = ? AND type = ? AND id ";

  private RecordTable() {}

  static Optional<StoredRecord> find(Connection connection, String team, String type, String id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_TYPE + "= ?")) {
      statement.setString(3, id);
      return read(statement, team, type).stream().findFirst();
    }
  }

  /** The records of a type in the order of their ids, those behind one, so many at most. */
  static List<StoredRecord> list(
      Connection connection, String team, String type, String behind, int most)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(OF_TYPE + "> ? ORDER BY id LIMIT ?")) {
      statement.setString(3, behind);
      statement.setInt(4, most);
      return read(statement, team, type);
    }
  }

  private static List<StoredRecord> read(PreparedStatement statement, String team, String type)
      throws SQLException {
    statement.setString(1, team);
    statement.setString(2, type);
    List<StoredRecord> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(new StoredRecord(team, type, row.getString(1), row.getString(2)));
      }
    }
    return found;
  }

  static void put(Connection connection, StoredRecord record, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO record (team_id, type, id, document, changed) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (team_id, type, id) DO UPDATE SET"
                + " document = excluded.document, changed = excluded.changed")) {
      statement.setString(1, record.team());
      statement.setString(2, record.type());
      statement.setString(3, record.id());
      statement.setString(4, record.document());
      statement.setLong(5, number);
      statement.executeUpdate();
    }
  }

  static void remove(Connection connection, StoredRecord record) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM record WHERE team_id = ? AND type = ? AND id = ?")) {
      statement.setString(1, record.team());
      statement.setString(2, record.type());
      statement.setString(3, record.id());
      statement.executeUpdate();
    }
  }
}
