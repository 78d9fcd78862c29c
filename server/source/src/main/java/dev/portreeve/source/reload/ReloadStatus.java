package dev.portreeve.source.reload;

import dev.portreeve.engine.yaml.ShownText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How what is in force relates to what is at the source.
 *
 * @param since when the policy set in force was taken
 * @param lastGood whether it is the one kept from an earlier run because the source's did not load
 * @param rejected the change of the policy set that is not in force, or empty
 * @param teamsProblem why teams cannot be looked for, or empty when they can
 */
public record ReloadStatus(
    Instant since, boolean lastGood, Optional<Rejected> rejected, String teamsProblem) {

  /**
   * A policy set that was not taken.
   *
   * @param version the hash of its content, or empty when it could not be read
   * @param at when it was rejected
   * @param problems why, as {@code file:line:col: message}, the first ones
   */
  public record Rejected(String version, Instant at, List<String> problems) {
    /** So many problems are kept and shown. */
    private static final int MOST = 50;

    public Rejected {
      problems = ShownText.lines(problems, MOST, "more problems");
    }
  }

  /** Why the source's policy set is not in force; empty when it is. */
  public List<String> setProblems() {
    return rejected.map(Rejected::problems).orElse(List.of());
  }

  ReloadStatus taken(Instant now) {
    return new ReloadStatus(now, false, Optional.empty(), teamsProblem);
  }

  ReloadStatus fromLastGood() {
    return new ReloadStatus(since, true, rejected, teamsProblem);
  }

  ReloadStatus restored() {
    return new ReloadStatus(since, false, Optional.empty(), teamsProblem);
  }

  ReloadStatus rejecting(Rejected change) {
    return new ReloadStatus(since, lastGood, Optional.of(change), teamsProblem);
  }

  ReloadStatus withTeamsProblem(String problem) {
    return new ReloadStatus(since, lastGood, rejected, problem);
  }
}
