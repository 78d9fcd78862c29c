package dev.portreeve.client.remote;

import dev.portreeve.client.Failure;
import java.time.Duration;

/** There is no answer. */
public final class Unanswered extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final Again again;
  private final transient Duration wait;

  /** Whether the same question may be asked again. */
  private enum Again {
    NEVER,
    /** The decision point may have decided it all the same. */
    IF_REPEATABLE,
    /** It was certainly not decided. */
    ALWAYS
  }

  private Unanswered(Failure failure, Again again, Duration wait) {
    super(failure.toString());
    this.failure = failure;
    this.again = again;
    this.wait = wait;
  }

  /** The same question will not be answered a moment later either. */
  public static Unanswered forGood(Failure failure) {
    return new Unanswered(failure, Again.NEVER, Duration.ZERO);
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
    return new Unanswered(failure, Again.IF_REPEATABLE, wait);
  }

  /** The same, of a question that did not reach the decision point or was turned away there. */
  public Unanswered undecided() {
    return new Unanswered(failure, Again.ALWAYS, wait);
  }

  public Failure failure() {
    return failure;
  }

  /** Whether it is nobody's fault but this address's, or this moment's. */
  boolean forNow() {
    return again != Again.NEVER;
  }

  /**
   * Whether to ask again.
   *
   * @param repeatable whether the question may be decided twice
   */
  boolean retriable(boolean repeatable) {
    return again == Again.ALWAYS || (repeatable && again == Again.IF_REPEATABLE);
  }

  long waitNanos() {
    return wait.toNanos();
  }

  Unanswered at(String address) {
    Failure there =
        new Failure(failure.kind(), address + ": " + failure.problem(), failure.field());
    return new Unanswered(there, again, wait);
  }
}
