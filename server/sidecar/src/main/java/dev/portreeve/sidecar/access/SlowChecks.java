package dev.portreeve.sidecar.access;

import dev.portreeve.sidecar.loop.OnLoop;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Verifies secrets against their hashes: one at a time, so that guessers get one processor. */
final class SlowChecks {
  private static final int WAITING = 64;

  private final Map<Attempt, CompletableFuture<Access.Finding>> running = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), SlowChecks::thread);

  private record Attempt(Credential credential, String secret) {}

  SlowChecks() {
    worker.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "credentials");
    thread.setDaemon(true);
    return thread;
  }

  /** The caller, or a refusal; the same secret shown by many connections is verified once. */
  Future<Access.Finding> verify(Credential credential, String secret) {
    Attempt attempt = new Attempt(credential, secret);
    CompletableFuture<Access.Finding> next = new CompletableFuture<>();
    CompletableFuture<Access.Finding> before = running.putIfAbsent(attempt, next);
    if (before == null) {
      try {
        worker.execute(() -> verify(attempt, next));
      } catch (RejectedExecutionException e) {
        finish(attempt, next, new Access.Finding.Refused(Access.Why.TOO_MANY));
      }
    }
    return OnLoop.of(before == null ? next : before);
  }

  private void verify(Attempt attempt, CompletableFuture<Access.Finding> waiting) {
    Access.Finding finding = new Access.Finding.Refused(Access.Why.UNKNOWN);
    try {
      if (attempt.credential().verify(attempt.secret())) {
        finding = new Access.Finding.Known(attempt.credential().caller());
      }
    } finally {
      finish(attempt, waiting, finding);
    }
  }

  private void finish(
      Attempt attempt, CompletableFuture<Access.Finding> waiting, Access.Finding finding) {
    running.remove(attempt);
    waiting.complete(finding);
  }
}
