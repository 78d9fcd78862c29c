package dev.portreeve.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The audit of a store as a whole: verified, and handed out. */
public final class Audit {
  private static final int PAGE = 1_000;

  private final TeamStore store;

  public Audit(TeamStore store) {
    this.store = store;
  }

  /** Takes rows one by one. */
  @FunctionalInterface
  public interface Receiver {
    void take(AuditRow row) throws IOException;
  }

  /** Hands out every row, in order. */
  public void each(Receiver receiver) throws StoreException, IOException {
    long last = 0;
    for (List<AuditRow> page = store.audit(0, PAGE);
        !page.isEmpty();
        page = store.audit(last, PAGE)) {
      for (AuditRow row : page) {
        receiver.take(row);
        last = row.number();
      }
    }
  }

  /**
   * Verifies every row: none is altered, missing or out of order, and the last is the one that the
   * store says.
   *
   * @param kept the head as it was told earlier and kept elsewhere, which shows when the end of the
   *     audit was cut off together with what the store says of it
   */
  public AuditVerdict verify(Optional<StoreState> kept) throws StoreException {
    StoreState state = store.state();
    if (kept.isPresent() && !kept.get().epoch().equals(state.epoch())) {
      return new AuditVerdict(0, "this is another store than the one whose head was kept");
    }
    Walk walk = new Walk(state.epoch(), kept);
    try {
      each(walk);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written
    }
    return walk.verdict(state);
  }

  /** Follows the chain until it breaks. */
  private static final class Walk implements Receiver {
    private final Optional<StoreState> kept;
    private long rows;
    private String hash;
    private String problem = "";

    Walk(String epoch, Optional<StoreState> kept) {
      this.hash = epoch;
      this.kept = kept;
    }

    @Override
    public void take(AuditRow row) {
      if (!problem.isEmpty()) {
        return;
      }
      if (row.number() != rows + 1) {
        problem = "row " + (rows + 1) + " is missing";
      } else if (!row.follows(hash)) {
        problem = "row " + row.number() + " is not as it was written, or one before it is not";
      } else {
        rows++;
        hash = row.hash();
        if (kept.isPresent() && kept.get().number() == rows && !kept.get().head().equals(hash)) {
          problem = "row " + rows + " is not the one whose hash was kept";
        }
      }
    }

    AuditVerdict verdict(StoreState state) {
      if (problem.isEmpty() && kept.isPresent() && kept.get().number() > rows) {
        problem = "row " + (rows + 1) + " is missing: " + kept.get().number() + " were there";
      }
      if (problem.isEmpty() && rows < state.number()) {
        problem = "row " + (rows + 1) + " is missing: there have been " + state.number();
      }
      if (problem.isEmpty() && rows == state.number() && rows > 0 && !hash.equals(state.head())) {
        problem = "row " + rows + " is not the last one that the store has written";
      }
      return new AuditVerdict(rows, problem);
    }
  }
}
