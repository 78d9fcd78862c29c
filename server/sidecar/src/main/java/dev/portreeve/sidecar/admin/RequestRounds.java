package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.sidecar.approval.CallbackSender;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRequest;
import dev.portreeve.store.TeamStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes round every second: requests whose time has passed expire, and call-backs are made. */
public final class RequestRounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestRounds.class);
  private static final long PAUSE_MILLIS = 1_000;
  private static final int AT_ONCE = 100;

  private final TeamStore store;
  private final RequestDesk desk;
  private final Optional<CallbackSender> sender;
  private final Thread thread;

  private RequestRounds(TeamStore store, RequestDesk desk, Optional<CallbackSender> sender) {
    this.store = store;
    this.desk = desk;
    this.sender = sender;
    this.thread = new Thread(this::run, "request-rounds");
    thread.setDaemon(true);
  }

  /**
   * Begins.
   *
   * @param sender makes call-backs; empty: none are made
   */
  public static RequestRounds start(
      TeamStore store, RequestDesk desk, Optional<CallbackSender> sender) {
    RequestRounds rounds = new RequestRounds(store, desk, sender);
    rounds.thread.start();
    return rounds;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        round();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end
    }
  }

  private void round() throws InterruptedException {
    try {
      if (!store.overdueRequests(Instant.now(), 1).isEmpty()) {
        int unused = store.<Integer, RuntimeException>write(this::expire);
      }
      if (sender.isPresent()) {
        sender.get().tell();
      }
    } catch (StoreException e) {
      LOG.debug("requests wait for the store: {}", e.problem());
    } catch (RuntimeException e) {
      LOG.error("a round of the requests failed", e);
    }
  }

  private int expire(StoreTransaction transaction) throws SQLException {
    Instant now = Instant.now();
    List<StoredRequest> overdue = transaction.overdueRequests(now, AT_ONCE);
    for (StoredRequest each : overdue) {
      Completion.store(each.with(StoredRequest.EXPIRED, each.document()), desk, transaction);
    }
    if (!overdue.isEmpty()) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("at", now.toString());
      record.put("actor", Map.of("server", "expiry"));
      record.put("action", "request.expire");
      record.put("requests", overdue.stream().map(StoredRequest::id).toList());
      transaction.record(List.of(), JsonText.of(record));
    }
    return overdue.size();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
