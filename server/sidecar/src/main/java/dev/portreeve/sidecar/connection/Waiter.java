package dev.portreeve.sidecar.connection;

/** A request that is not read on until there is room for it. */
interface Waiter {
  /** Takes the room if there is enough, and is read on then. */
  boolean admit();

  /** Since when it waits, by {@link System#nanoTime}. */
  long waitingSince();

  /** Gives it up: it has waited long enough. */
  void refuse();
}
