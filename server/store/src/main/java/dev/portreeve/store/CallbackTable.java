package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of what is to be told. */
final class CallbackTable {
  private CallbackTable() {}

  static void put(Connection connection, StoredCallback callback) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO callback (id, request_id, endpoint, body, attempts, due_second)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, callback.id());
      insert.setString(2, callback.request());
      insert.setString(3, callback.endpoint());
      insert.setString(4, callback.body());
      insert.setInt(5, callback.attempts());
      insert.setLong(6, callback.due().getEpochSecond());
      insert.executeUpdate();
    }
  }

  /**
   * Takes those that are due for oneself: nobody else does until the lease ends, and by then each
   * is told or put off.
   */
  static List<StoredCallback> take(Connection connection, Instant now, Duration lease, int most)
      throws SQLException {
    List<StoredCallback> taken = new ArrayList<>();
    for (StoredCallback due : due(connection, now, most)) {
      Instant until = now.plus(lease);
      if (putOff(connection, due, until)) {
        taken.add(
            new StoredCallback(
                due.id(), due.request(), due.endpoint(), due.body(), due.attempts() + 1, until));
      }
    }
    return taken;
  }

  private static List<StoredCallback> due(Connection connection, Instant now, int most)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id, request_id, endpoint, body, attempts, due_second FROM callback"
                + " WHERE due_second <= ? ORDER BY due_second LIMIT ?")) {
      statement.setLong(1, now.getEpochSecond());
      statement.setInt(2, most);
      List<StoredCallback> due = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          due.add(
              new StoredCallback(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getInt(5),
                  Instant.ofEpochSecond(row.getLong(6))));
        }
      }
      return due;
    }
  }

  /** Counts an attempt, unless somebody else has since it was read. */
  private static boolean putOff(Connection connection, StoredCallback read, Instant until)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE callback SET attempts = ?, due_second = ? WHERE id = ? AND attempts = ?")) {
      update.setInt(1, read.attempts() + 1);
      update.setLong(2, until.getEpochSecond());
      update.setString(3, read.id());
      update.setInt(4, read.attempts());
      return update.executeUpdate() == 1;
    }
  }

  static int again(Connection connection, String id, Instant due) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE callback SET due_second = ? WHERE id = ?")) {
      update.setLong(1, due.getEpochSecond());
      update.setString(2, id);
      return update.executeUpdate();
    }
  }

  static int done(Connection connection, String id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM callback WHERE id = ?")) {
      delete.setString(1, id);
      return delete.executeUpdate();
    }
  }
}
