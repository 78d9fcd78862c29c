package dev.portreeve.store;

import dev.portreeve.store.testing.PostgresqlServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

class PostgresqlStoreTest extends TeamStoreContract {
  @Override
  String place() {
    return PostgresqlServer.shared().database();
  }

  @Override
  void meddle(String place, String... statements) throws SQLException {
    StoreLocation.Postgresql where =
        (StoreLocation.Postgresql) StoreLocation.parse(place).orElseThrow();
    try (Connection connection = DriverManager.getConnection(where.url(), Database.login(where));
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  String[] unguarded(String statement) {
    return new String[] {"DROP TRIGGER audit_no_change ON audit", statement};
  }
}
