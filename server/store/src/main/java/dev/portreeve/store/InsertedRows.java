package dev.portreeve.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows that are inserted by a hundred a statement, as SQLite takes many soonest. */
final class InsertedRows implements AutoCloseable {
  private static final int AT_ONCE = 100;

  private final Connection connection;
  private final String table;
  private final int columns;
  private final List<Object> waiting = new ArrayList<>();
  private final PreparedStatement full;

  /**
   * @param table and its columns, as {@code INSERT} names them
   * @param columns how many these are
   */
  InsertedRows(Connection connection, String table, int columns) throws SQLException {
    this.connection = connection;
    this.table = table;
    this.columns = columns;
    this.full = prepare(AT_ONCE);
  }

  private PreparedStatement prepare(int rows) throws SQLException {
    String row = "(?" + ", ?".repeat(columns - 1) + ")";
    return connection.prepareStatement(
        "INSERT INTO " + table + " VALUES " + row + (", " + row).repeat(rows - 1));
  }

  void add(Object... values) throws SQLException {
    waiting.addAll(List.of(values));
    if (waiting.size() == AT_ONCE * columns) {
      store(full);
    }
  }

  /** Stores those that are still to be. */
  void store() throws SQLException {
    if (!waiting.isEmpty()) {
      try (PreparedStatement rest = prepare(waiting.size() / columns)) {
        store(rest);
      }
    }
  }

  private void store(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < waiting.size(); i++) {
      statement.setObject(i + 1, waiting.get(i));
    }
    statement.executeUpdate();
    waiting.clear();
  }

  @Override
  public void close() throws SQLException {
    full.close();
  }
}
