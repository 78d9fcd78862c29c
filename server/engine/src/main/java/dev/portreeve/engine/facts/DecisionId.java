package dev.portreeve.engine.facts;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Identifies one decision: a ULID, which is 48 bits of time in milliseconds and 80 bits that no
 * other decision of that millisecond has.
 *
 * @param high the time, and the upper 16 of the 80 bits
 * @param low the lower 64 of them
 */
public record DecisionId(long high, long low) {
  /*
   * 32 of the 80 bits are random and belong to the process, 48 count its decisions from a random
   * start: two decisions of one process never share an id, those of two processes with a chance of
   * one in four thousand million at most.
   */
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long PROCESS = RANDOM.nextInt() & 0xffffffffL;
  private static final AtomicLong COUNT = new AtomicLong(RANDOM.nextLong());

  private static final int COUNT_BITS = 48;
  private static final int TIME_SHIFT = 16;
  private static final int BITS = 5;
  private static final int LENGTH = 26;
  private static final int LOW_DIGITS = 12;

  /** Crockford's Base32. */
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  /**
   * A new one.
   *
   * @param millis the moment of the decision since the epoch
   */
  public static DecisionId next(long millis) {
    long count = COUNT.getAndIncrement() & (1L << COUNT_BITS) - 1;
    return new DecisionId(
        millis << TIME_SHIFT | PROCESS >>> TIME_SHIFT, PROCESS << COUNT_BITS | count);
  }

  /** Its 26 characters; they sort as the ids' times do. */
  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    long rest = low;
    for (int i = 0; i < LOW_DIGITS; i++) {
      text[LENGTH - 1 - i] = DIGITS[(int) rest & 31];
      rest >>>= BITS;
    }
    // Of `low` 4 bits are left; with the lowest one of `high` they are a digit.
    text[LENGTH - 1 - LOW_DIGITS] = DIGITS[(int) (rest | high << 4) & 31];
    rest = high >>> 1;
    for (int i = LOW_DIGITS + 1; i < LENGTH; i++) {
      text[LENGTH - 1 - i] = DIGITS[(int) rest & 31];
      rest >>>= BITS;
    }
    return new String(text);
  }
}
