package dev.portreeve.client.remote;

import dev.portreeve.client.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Asks a question until it is answered, at one address after the other, before its deadline.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class RetryingAsker<Q, A> implements AutoCloseable {
  /*
   * Most checks change nothing at the decision point, so they may be sent any number of times. An
   * attempt gets half of the time that is left while there is another address to try, so that a
   * server that hangs leaves time for the next; the last address gets all of it, since asking a slow
   * server twice makes it slower. A question that is not repeatable is sent again only where it was
   * certainly not decided, so a server that hangs has it for all of the time.
   */
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final Addresses<Q, A> addresses;
  private final Duration deadline;
  private final int attempts;
  private volatile boolean closed;

  /**
   * @param endpoints in the order of preference
   * @param deadline of a question with all its attempts
   * @param attempts at most; at least one for each endpoint
   */
  public RetryingAsker(List<? extends Endpoint<Q, A>> endpoints, Duration deadline, int attempts) {
    this.addresses = new Addresses<>(endpoints);
    this.deadline = deadline;
    this.attempts = Math.max(attempts, addresses.count());
  }

  /**
   * The answer.
   *
   * @param repeatable whether the question may be decided twice
   * @throws Unanswered when there is none before the deadline, or never will be
   */
  public A ask(Q question, boolean repeatable) throws Unanswered {
    if (closed) {
      throw Unanswered.forGood(Failure.of(Failure.Kind.CLIENT_FAILED, "the client is closed"));
    }
    try {
      return new Asking(question, repeatable).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unanswered.forGood(Failure.of(Failure.Kind.INTERRUPTED, "interrupted while asking"));
    } catch (RuntimeException e) {
      throw Unanswered.forGood(FailClosed.ownFailure(e));
    }
  }

  @Override
  public void close() {
    closed = true;
    addresses.close();
  }

  /** One question with its attempts. */
  private final class Asking {
    private final Q question;
    private final boolean repeatable;
    private final Deadline end = Deadline.in(deadline);
    private final List<Address<Q, A>> tried = new ArrayList<>();
    private Unanswered last =
        Unanswered.forNow(Failure.of(Failure.Kind.TIMED_OUT, "no time to ask"));

    Asking(Q question, boolean repeatable) {
      this.question = question;
      this.repeatable = repeatable;
    }

    A run() throws Unanswered, InterruptedException {
      for (int attempt = 1; attempt <= attempts && !end.over(); attempt++) {
        if (Thread.interrupted()) { // else it depends on how fast the answer is
          throw new InterruptedException();
        }
        Address<Q, A> address = addresses.next(tried);
        boolean more = repeatable && tried.size() < addresses.count() && attempt < attempts;
        try {
          A answer = address.endpoint().ask(question, more ? end.half() : end);
          address.answered();
          return answer;
        } catch (Unanswered e) {
          last = e.at(address.endpoint().address());
        }
        if (last.forNow()) {
          address.failed();
        } else {
          address.answered();
        }
        if (!last.retriable(repeatable)) {
          throw last;
        }
        if (attempt < attempts && tried.size() == addresses.count()) {
          pause(attempt, last.waitNanos());
        }
      }
      throw last;
    }

    /** A pause that reaches beyond the deadline is none: there is no answer, and it says so now. */
    private void pause(int attempt, long atLeast) throws Unanswered, InterruptedException {
      long round = attempt / addresses.count();
      // The first time a kept connection may have been closed by a restart: a new one is tried now.
      long longest =
          round <= 1 ? 0 : Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(round, 10));
      long jittered =
          longest == 0 ? 0 : longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
      long pause = Math.max(atLeast, jittered);
      if (pause >= end.left()) {
        throw last;
      }
      TimeUnit.NANOSECONDS.sleep(pause);
    }
  }
}
