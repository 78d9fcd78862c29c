package dev.portreeve.sidecar.record;

import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRecord;
import dev.portreeve.store.TeamStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Has the records of one team.
 *
 * @param <E> what becomes of a database that does not answer
 */
interface RecordSource<E extends Exception> {
  /** The record of an id, or empty. */
  Optional<StoredRecord> find(String type, String id) throws E;

  /** The records of which a member is one of some texts. */
  List<StoredRecord> with(String type, String member, Collection<String> texts) throws E;

  /** Those that are committed. */
  static RecordSource<StoreException> of(TeamStore store, String team) {
    return new RecordSource<>() {
      @Override
      public Optional<StoredRecord> find(String type, String id) throws StoreException {
        return store.knownOf(team, type, id);
      }

      @Override
      public List<StoredRecord> with(String type, String member, Collection<String> texts)
          throws StoreException {
        return store.knownWith(team, type, member, texts);
      }
    };
  }

  /** Those that a transaction sees. */
  static RecordSource<SQLException> of(StoreTransaction transaction, String team) {
    return new RecordSource<>() {
      @Override
      public Optional<StoredRecord> find(String type, String id) throws SQLException {
        return transaction.knownOf(team, type, id);
      }

      @Override
      public List<StoredRecord> with(String type, String member, Collection<String> texts)
          throws SQLException {
        return transaction.knownWith(team, type, member, texts);
      }
    };
  }
}
