package dev.portreeve.sidecar.config;

/** Who is told how a decision came about, when asking for it. */
public enum ExplainAccess {
  /** Nobody: the request's {@code context.explain} is ignored like any member that is not known. */
  OFF,
  /** Callers on this machine: over the loopback interface or a Unix socket. */
  LOCAL
}
