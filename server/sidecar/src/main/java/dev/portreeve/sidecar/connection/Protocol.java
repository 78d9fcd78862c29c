package dev.portreeve.sidecar.connection;

/** What a connection is about, as far as its limits need to know. For its event loop. */
interface Protocol {
  /** Looks, after a read, at what is unfinished. */
  void settle();

  /**
   * Looks, some times a second, at what takes too long.
   *
   * @param scarce whether others need what this connection holds
   */
  void tick(long now, boolean scarce);

  /** Whether a request is on its way in or an answer on its way out. */
  boolean busy();

  /** Whether there ever was a request. */
  boolean used();

  /** When a request last began or was answered, by {@link System#nanoTime}. */
  long lastRequest();

  /** Takes no new request, answers those that are there, then closes. */
  void drain();

  /** Lets go of everything: the connection is closed. */
  void closed();
}
