package dev.portreeve.store.filter;

import dev.portreeve.engine.filter.SqlDialect;
import dev.portreeve.store.testing.PostgresqlServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class PostgresqlFilterTest extends FilterContract {
  @Override
  Connection connect() throws SQLException {
    URI where = URI.create(PostgresqlServer.shared().database());
    String url =
        "jdbc:postgresql://" + where.getAuthority().replaceFirst(".*@", "") + where.getPath();
    return DriverManager.getConnection(url, where.getUserInfo(), "");
  }

  @Override
  SqlDialect dialect() {
    return SqlDialect.POSTGRESQL;
  }
}
