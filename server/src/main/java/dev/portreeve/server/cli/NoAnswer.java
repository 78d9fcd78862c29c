package dev.portreeve.server.cli;

/** Says why a server gave no answer. */
final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  NoAnswer(String problem) {
    super(problem);
  }
}
