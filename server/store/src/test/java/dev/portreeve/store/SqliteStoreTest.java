package dev.portreeve.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends TeamStoreContract {
  @TempDir private Path folder;

  @Override
  String place() {
    return "sqlite:" + folder.resolve("deep/teams.db");
  }

  @Override
  void meddle(String place, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + place);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  String[] unguarded(String statement) {
    return new String[] {"DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete", statement};
  }
}
