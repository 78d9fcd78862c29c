package dev.portreeve.sidecar.config;

/** What can be switched. */
enum Switch {
  ON,
  OFF
}
