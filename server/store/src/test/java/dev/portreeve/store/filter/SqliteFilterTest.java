package dev.portreeve.store.filter;

import dev.portreeve.engine.filter.SqlDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class SqliteFilterTest extends FilterContract {
  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @Override
  SqlDialect dialect() {
    return SqlDialect.SQLITE;
  }
}
