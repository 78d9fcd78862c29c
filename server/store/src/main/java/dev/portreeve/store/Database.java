package dev.portreeve.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.portreeve.engine.yaml.ShownText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The connections of a store. Whoever uses them waits, so never an event loop. */
final class Database implements AutoCloseable {
  private static final String MIGRATIONS = "classpath:dev/portreeve/store/migration/";
  private static final int CONNECTIONS = 8;
  private static final int CONNECT_SECONDS = 3;

  /** A server that says nothing for so long is taken for gone. */
  private static final int ANSWER_SECONDS = 10;

  private static final int LOCK_MILLIS = 5_000;
  private static final long MAX_LIFE_MILLIS = 600_000;

  private final StoreLocation where;
  private final HikariDataSource pool;

  private Database(StoreLocation where, HikariDataSource pool) {
    this.where = where;
    this.pool = pool;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T on(Connection connection) throws SQLException, E;
  }

  /** Connects, and brings the schema up to date. */
  static Database open(StoreLocation where) throws StoreException {
    HikariDataSource pool = null;
    try {
      if (where instanceof StoreLocation.Sqlite sqlite) {
        makeFolder(sqlite.file());
      }
      pool = new HikariDataSource(settings(where));
      Flyway.configure()
          .dataSource(pool)
          .locations(
              MIGRATIONS + "common",
              MIGRATIONS + (where instanceof StoreLocation.Sqlite ? "sqlite" : "postgresql"))
          .load()
          .migrate();
      return new Database(where, pool);
    } catch (IOException | RuntimeException e) { // of the pool, of Flyway, or of the folder
      close(pool);
      throw failure(where, "cannot be opened", e);
    }
  }

  StoreLocation where() {
    return where;
  }

  /** Reads; each statement sees one state of the store. */
  <T> T read(Work<T, RuntimeException> work) throws StoreException {
    try (Connection connection = pool.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw failure(where, "cannot be read", e);
    }
  }

  /** Writes in one transaction, which is taken back when the work throws anything. */
  <T, E extends Exception> T write(Work<T, E> work) throws StoreException, E {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (done) {
          connection.setAutoCommit(true);
        } else {
          takeBack(connection);
        }
      }
    } catch (SQLException e) {
      throw failure(where, "cannot be written", e);
    }
  }

  /**
   * Ends a transaction that failed. A connection that cannot do that is not used again, and does
   * not hide what failed: SQLite has taken the transaction back by itself when the disk is full.
   */
  private void takeBack(Connection connection) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      pool.evictConnection(connection);
    }
  }

  /** What a connection beside the pool is made with. */
  static Properties login(StoreLocation.Postgresql where) {
    Properties properties = new Properties();
    if (!where.user().isEmpty()) {
      properties.setProperty("user", where.user());
    }
    if (!where.password().isEmpty()) {
      properties.setProperty("password", where.password());
    }
    properties.setProperty("ApplicationName", "portreeve");
    properties.setProperty("connectTimeout", "" + CONNECT_SECONDS);
    properties.setProperty("loginTimeout", "" + CONNECT_SECONDS);
    properties.setProperty("socketTimeout", "" + ANSWER_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    return properties;
  }

  private static HikariConfig settings(StoreLocation where) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
    config.setMaxLifetime(MAX_LIFE_MILLIS);
    config.setIdleTimeout(MAX_LIFE_MILLIS / 2);
    if (where instanceof StoreLocation.Sqlite sqlite) {
      SQLiteConfig sql = new SQLiteConfig();
      sql.setJournalMode(SQLiteConfig.JournalMode.WAL);
      sql.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      sql.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      sql.setBusyTimeout(LOCK_MILLIS);
      sql.enforceForeignKeys(true);
      config.setJdbcUrl("jdbc:sqlite:" + sqlite.file().toAbsolutePath());
      config.setDataSourceProperties(sql.toProperties());
    } else {
      StoreLocation.Postgresql postgresql = (StoreLocation.Postgresql) where;
      config.setJdbcUrl(postgresql.url());
      config.setDataSourceProperties(login(postgresql));
    }
    return config;
  }

  private static void makeFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private static StoreException failure(StoreLocation where, String what, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = ShownText.line(String.valueOf(root.getMessage()));
    return new StoreException("the store " + where + " " + what + ": " + why, cause);
  }

  private static void close(@Nullable HikariDataSource pool) {
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
