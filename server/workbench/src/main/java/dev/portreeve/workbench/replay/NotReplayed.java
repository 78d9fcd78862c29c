package dev.portreeve.workbench.replay;

/** Says why a record is not decided again. */
final class NotReplayed extends Exception {
  private static final long serialVersionUID = 1L;
  private final Obstacle obstacle;

  /**
   * @param detail which fact, team or part of the record
   */
  NotReplayed(Obstacle obstacle, String detail) {
    // Logs have many of them, and the place in this code tells nobody anything.
    super(detail, null, false, false);
    this.obstacle = obstacle;
  }

  Obstacle obstacle() {
    return obstacle;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
