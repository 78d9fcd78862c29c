package dev.portreeve.cli;

/** For whom a verb writes; the names are what the option takes. */
enum OutputFormat {
  /** People. */
  text,
  /** Programs. */
  json
}
