package dev.portreeve.store;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Rows in the text format of PostgreSQL's {@code COPY}, which takes many at once. */
final class CopiedRows {
  private final StringBuilder rows = new StringBuilder();
  private final String statement;

  /**
   * @param table and its columns, as {@code COPY} names them
   */
  CopiedRows(String table) {
    this.statement = "COPY " + table + " FROM STDIN";
  }

  void add(String... values) {
    String separator = "";
    for (String value : values) {
      rows.append(separator);
      escape(value);
      separator = "\t";
    }
    rows.append('\n');
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> rows.append("\\\\");
        case '\t' -> rows.append("\\t");
        case '\n' -> rows.append("\\n");
        case '\r' -> rows.append("\\r");
        default -> rows.append(c);
      }
    }
  }

  /** Stores them. */
  void store(Connection connection) throws SQLException {
    if (rows.length() > 0) {
      try {
        long unused =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(statement, new StringReader(rows.toString()));
      } catch (IOException e) {
        throw new SQLException("rows cannot be copied", e);
      }
    }
  }
}
