package dev.portreeve.client.http;

import dev.portreeve.client.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends a request until it is answered, to one address after the other, before its deadline. */
final class RetryingSender implements AutoCloseable {
  /*
   * A check changes nothing at the decision point, so it may be sent any number of times. An attempt
   * gets half of the time that is left while there is another address to try, so that a server that
   * hangs leaves time for the next; the last address gets all of it, since asking a slow server
   * twice makes it slower.
   */
  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
  private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final Addresses addresses;
  private final Supplier<Credential> credential;
  private final Duration deadline;
  private final int attempts;
  private volatile boolean closed;

  RetryingSender(
      Addresses addresses, Supplier<Credential> credential, Duration deadline, int attempts) {
    this.addresses = addresses;
    this.credential = credential;
    this.deadline = deadline;
    this.attempts = Math.max(attempts, addresses.count());
  }

  /** The body of the response with the status 200. */
  byte[] post(String path, byte[] body) throws NoReply {
    if (closed) {
      throw new NoReply(Failure.of(Failure.Kind.CLIENT_FAILED, "the client is closed"));
    }
    try {
      return new Sending(path, body).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoReply(Failure.of(Failure.Kind.INTERRUPTED, "interrupted while asking"));
    } catch (RuntimeException e) {
      throw new NoReply(Failure.of(Failure.Kind.CLIENT_FAILED, String.valueOf(e)));
    }
  }

  @Override
  public void close() {
    closed = true;
    addresses.close();
  }

  /** One request with its attempts. */
  private final class Sending {
    private final String path;
    private final byte[] body;
    private final Deadline end = Deadline.in(deadline);
    private final List<Address> tried = new ArrayList<>();
    private Failure last = Failure.of(Failure.Kind.TIMED_OUT, "no time to ask");

    Sending(String path, byte[] body) {
      this.path = path;
      this.body = body;
    }

    byte[] run() throws NoReply, InterruptedException {
      Credential shown = credential.get();
      for (int attempt = 1; attempt <= attempts && !end.over(); attempt++) {
        Address address = addresses.next(tried);
        boolean more = tried.size() < addresses.count() && attempt < attempts;
        long wait = 0;
        try {
          Reply reply = address.transport().post(path, shown, body, more ? end.half() : end);
          if (reply.status() == 200) {
            address.answered();
            return reply.body();
          }
          Failure failure = at(address, ReplyStatus.failure(reply));
          if (!ReplyStatus.retriable(reply.status())) {
            address.answered();
            throw new NoReply(failure);
          }
          last = failure;
          wait = TimeUnit.SECONDS.toNanos(ReplyStatus.retryAfterSeconds(reply));
        } catch (DeadlineException e) {
          last = at(address, Failure.of(Failure.Kind.TIMED_OUT, String.valueOf(e.getMessage())));
        } catch (IOException e) {
          last = at(address, Failure.of(Failure.Kind.UNREACHABLE, String.valueOf(e.getMessage())));
        }
        address.failed();
        if (attempt < attempts && tried.size() == addresses.count()) {
          pause(attempt, wait);
        }
      }
      throw new NoReply(last);
    }

    /** A pause that reaches beyond the deadline is none: there is no answer, and it says so now. */
    private void pause(int attempt, long atLeast) throws NoReply, InterruptedException {
      long round = attempt / addresses.count();
      // The first time a kept connection may have been closed by a restart: a new one is tried now.
      long longest =
          round <= 1 ? 0 : Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(round, 10));
      long jittered =
          longest == 0 ? 0 : longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
      long pause = Math.max(atLeast, jittered);
      if (pause >= end.left()) {
        throw new NoReply(last);
      }
      TimeUnit.NANOSECONDS.sleep(pause);
    }

    private Failure at(Address address, Failure failure) {
      String problem = address.transport().address() + ": " + failure.problem();
      return new Failure(failure.kind(), problem, failure.field());
    }
  }
}
