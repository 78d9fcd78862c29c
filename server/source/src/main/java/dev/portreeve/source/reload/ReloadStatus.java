package dev.portreeve.source.reload;

import java.time.Instant;
import java.util.List;

/**
 * How what is in force relates to what is at the source.
 *
 * @param since when the policy set in force was taken
 * @param lastGood whether it is the one kept from an earlier run because the source's did not load
 * @param setProblems why the source's policy set is not in force, as {@code file:line:col:
 *     message}; empty when it is
 * @param teamsProblem why teams cannot be looked for, or empty when they can
 */
public record ReloadStatus(
    Instant since, boolean lastGood, List<String> setProblems, String teamsProblem) {
  public ReloadStatus {
    setProblems = List.copyOf(setProblems);
  }

  ReloadStatus taken(Instant now) {
    return new ReloadStatus(now, false, List.of(), teamsProblem);
  }

  ReloadStatus restored() {
    return new ReloadStatus(since, false, List.of(), teamsProblem);
  }

  ReloadStatus withSetProblems(List<String> problems) {
    return new ReloadStatus(since, lastGood, problems, teamsProblem);
  }

  ReloadStatus withTeamsProblem(String problem) {
    return new ReloadStatus(since, lastGood, setProblems, problem);
  }
}
