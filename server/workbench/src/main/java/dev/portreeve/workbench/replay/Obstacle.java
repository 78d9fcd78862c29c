package dev.portreeve.workbench.replay;

/** Why a recorded decision is not decided again. */
public enum Obstacle {
  /** The line is no record of a decision. */
  NO_RECORD("no_record", "lines that are no decision"),
  /** It says no moment, outcome or identity, without which nothing is decided or compared. */
  INCOMPLETE("incomplete", "records that leave out what has to be known"),
  /** The decision would rest on what the log masks or leaves out. */
  REDACTED("redacted", "records that rest on what the log masks or leaves out"),
  /** The set has no file of the team. */
  TEAM_NOT_THERE("team_not_there", "records of teams of which there is no file"),
  /** The server did not know the team, of which there is a file now. */
  TEAM_NOT_KNOWN("team_not_known", "records of teams that the server did not know"),
  /** The server refused the check without asking a policy. */
  NOT_BY_POLICY("not_by_policy", "denials that no policy gave");

  private final String code;
  private final String description;

  Obstacle(String code, String description) {
    this.code = code;
    this.description = description;
  }

  /** Its name in JSON. */
  public String code() {
    return code;
  }

  /** What is not decided again, for people. */
  public String description() {
    return description;
  }
}
