package dev.portreeve.sidecar.connection;

/** The bytes that one request or connection holds. For one event loop. */
final class Claim {
  private final Budget budget;
  private long held;

  Claim(Budget budget) {
    this.budget = budget;
  }

  /** Holds so many bytes from now on, if they are no more than now or the share has room. */
  boolean set(long bytes, Budget.Share share) {
    if (bytes > held && !budget.tryHold(bytes - held, share)) {
      return false;
    }
    budget.release(held - bytes);
    held = bytes;
    return true;
  }

  /** Holds so many bytes from now on, since they exist. */
  void force(long bytes) {
    if (bytes > held) {
      budget.hold(bytes - held);
    } else {
      budget.release(held - bytes);
    }
    held = bytes;
  }

  long held() {
    return held;
  }
}
