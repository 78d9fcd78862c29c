package dev.portreeve.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to PostgreSQL, over a connection of its own that is made anew when it breaks. */
final class PostgresqlSignal implements ChangeSignal {
  private static final String CHANNEL = "portreeve_change";

  /** Tells everybody who listens, once the transaction is committed. */
  static final String NOTIFY = "SELECT pg_notify('" + CHANNEL + "', '')";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlSignal.class);
  private static final long PAUSE_MILLIS = 500;

  private final StoreLocation.Postgresql where;
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  PostgresqlSignal(StoreLocation.Postgresql where) {
    this.where = where;
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    int millis = (int) Math.min(atMost.toMillis(), Integer.MAX_VALUE);
    if (millis == 0) { // which would be without end
      return;
    }
    try {
      Connection current = connection;
      if (current == null) {
        connection = listen();
        return; // what changed before is heard by nobody: look at once
      }
      current.unwrap(PGConnection.class).getNotifications(millis);
    } catch (SQLException e) {
      forget();
      if (!closed) {
        LOG.debug("not listening to the store for a moment: {}", e.getMessage());
        TimeUnit.MILLISECONDS.sleep(Math.min(millis, PAUSE_MILLIS));
      }
    }
  }

  private Connection listen() throws SQLException {
    Connection fresh = DriverManager.getConnection(where.url(), Database.login(where));
    try (Statement statement = fresh.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      return fresh;
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }

  private void forget() {
    Connection broken = connection;
    connection = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        LOG.debug("a broken connection cannot be closed: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    forget();
  }
}
