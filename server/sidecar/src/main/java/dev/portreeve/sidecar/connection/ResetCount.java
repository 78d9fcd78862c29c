package dev.portreeve.sidecar.connection;

/** The streams that a client has reset within {@link ConnectionLimits#RESET_WINDOW}. */
final class ResetCount {
  /*
   * Counted here and not by Netty: what that throws ends in Vert.x, which knows nothing of a call
   * that the fast path holds, and the connection would break off without a GOAWAY.
   */
  private final int most;
  private long since;
  private int count;

  /**
   * @param most resets that are taken within a window
   */
  ResetCount(int most) {
    this.most = most;
  }

  /**
   * Counts one more.
   *
   * @return whether it is the first one too many
   */
  boolean tooMany(long now) {
    if (count == 0 || now - since > ConnectionLimits.RESET_WINDOW.toNanos()) {
      since = now;
      count = 0;
    }
    count++;
    return count == most + 1;
  }
}
