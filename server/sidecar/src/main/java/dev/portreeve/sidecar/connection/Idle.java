package dev.portreeve.sidecar.connection;

import java.util.concurrent.TimeUnit;

/** How long a connection may do nothing. */
final class Idle {
  /** While others need the room. */
  private static final long SCARCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private Idle() {}

  /** Whether the last request is too long ago. */
  static boolean tooLong(Connection connection, long now, boolean scarce) {
    long limit = connection.loop().limits().idle().toNanos();
    return now - connection.lastRequest() > (scarce ? Math.min(limit, SCARCE_NANOS) : limit);
  }
}
