package dev.portreeve.client.remote;

import dev.portreeve.client.Failure;
import java.time.Duration;

/** There is no answer. */
public final class Unanswered extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final boolean retriable;
  private final transient Duration wait;

  private Unanswered(Failure failure, boolean retriable, Duration wait) {
    super(failure.toString());
    this.failure = failure;
    this.retriable = retriable;
    this.wait = wait;
  }

  /** The same question will not be answered a moment later either. */
  public static Unanswered forGood(Failure failure) {
    return new Unanswered(failure, false, Duration.ZERO);
  }

  /** The same question may be answered at another address, or a moment later. */
  public static Unanswered forNow(Failure failure) {
    return forNow(failure, Duration.ZERO);
  }

  /**
   * The same question may be answered at another address, or later at this one.
   *
   * @param wait how long this address asks to be left alone
   */
  public static Unanswered forNow(Failure failure, Duration wait) {
    return new Unanswered(failure, true, wait);
  }

  public Failure failure() {
    return failure;
  }

  boolean retriable() {
    return retriable;
  }

  long waitNanos() {
    return wait.toNanos();
  }

  Unanswered at(String address) {
    Failure there =
        new Failure(failure.kind(), address + ": " + failure.problem(), failure.field());
    return new Unanswered(there, retriable, wait);
  }
}
