package dev.portreeve.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is to be told to others, shared by all servers of a store. */
public final class Callbacks {
  private final Database database;

  Callbacks(Database database) {
    this.database = database;
  }

  /**
   * Takes those that are due, each counted as attempted; no other server takes one before the lease
   * ends.
   *
   * @param most how many
   */
  public List<StoredCallback> take(Instant now, Duration lease, int most) throws StoreException {
    return database.<List<StoredCallback>, RuntimeException>write(
        connection -> CallbackTable.take(connection, now, lease, most));
  }

  /** Has one told again. */
  public void again(StoredCallback callback, Instant due) throws StoreException {
    int unused =
        database.<Integer, RuntimeException>write(
            connection -> CallbackTable.again(connection, callback.id(), due));
  }

  /** Forgets one that was told, or is given up. */
  public void done(StoredCallback callback) throws StoreException {
    int unused =
        database.<Integer, RuntimeException>write(
            connection -> CallbackTable.done(connection, callback.id()));
  }
}
