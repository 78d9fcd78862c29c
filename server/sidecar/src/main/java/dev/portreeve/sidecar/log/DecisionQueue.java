package dev.portreeve.sidecar.log;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Decisions that wait to be written, up to so many bytes. Many threads add, one takes. */
final class DecisionQueue {
  /*
   * What was taken still counts until it is written, so that a disk that fails fills the queue. The
   * thread that takes is woken only where it found nothing: a wake-up costs more than a decision.
   */
  private final long most;
  private final ConcurrentLinkedQueue<LogEntry> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Set<CompletableFuture<Void>> waiters = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

  /**
   * @param most the bytes beyond which it is full
   */
  DecisionQueue(long most) {
    this.most = most;
  }

  boolean full() {
    return bytes.get() >= most;
  }

  /** Whether more than half of it is in use. */
  boolean pressed() {
    return bytes.get() >= most / 2;
  }

  /** The bytes of what is not written. */
  long bytes() {
    return bytes.get();
  }

  /**
   * Completes when there is room again; whoever waited then asks again. Whoever gives up completes
   * it, so that it is not kept.
   */
  @SuppressWarnings("CollectionUndefinedEquality") // a future is equal to itself alone
  CompletableFuture<Void> room() {
    CompletableFuture<Void> waiter = new CompletableFuture<>();
    waiters.add(waiter);
    CompletableFuture<?> unused = waiter.whenComplete((room, late) -> waiters.remove(waiter));
    if (!full()) {
      waiter.complete(null);
    }
    return waiter;
  }

  /** Adds one, be it full: whoever adds asks before it decides. */
  void add(LogEntry entry) {
    bytes.addAndGet(entry.weight());
    waiting.add(entry);
    Thread thread = sleeper.get();
    if (thread != null && sleeper.compareAndSet(thread, null)) {
      LockSupport.unpark(thread);
    }
  }

  /** The one that has waited longest, or null. */
  @Nullable LogEntry take() {
    return waiting.poll();
  }

  /** Gives back the bytes of decisions that are written, or given up. For the thread that takes. */
  void release(long written) {
    bytes.addAndGet(-written);
    if (!full()) {
      waiters.forEach(waiter -> waiter.complete(null));
    }
  }

  /** Sleeps until something is added, at most so long. For the thread that takes. */
  void sleep(long nanos) {
    sleeper.set(Thread.currentThread());
    if (waiting.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    sleeper.set(null);
  }
}
