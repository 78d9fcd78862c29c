package dev.portreeve.sidecar.connection;

import java.util.Locale;

/** Why a request or a connection was refused or ended. */
public enum ReachedLimit {
  /** Too many connections. */
  CONNECTIONS,
  /** More lines of headers than are read. */
  HEADER_LINES,
  /** The headers took too long. */
  HEADER_TIME,
  /** The body took too long. */
  BODY_TIME,
  /** No request for too long. */
  IDLE_TIME,
  /** An answer was not taken. */
  UNREAD,
  /** No bytes in flight were left. */
  IN_FLIGHT,
  /** It held bytes in flight without going on while others waited for them. */
  STALLED,
  /** A client reset too many streams. */
  RESETS;

  /** Its name in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
