package dev.portreeve.sidecar.config;

/** How log lines are written. */
public enum LogFormat {
  TEXT,
  JSON
}
