package dev.portreeve.source.team;

import java.util.List;

/** What came of binding all teams in memory to another schema. */
public sealed interface Rebinding {
  /**
   * Each of them fits.
   *
   * @param teams under the other schema
   */
  record Fits(Teams teams) implements Rebinding {}

  /**
   * One that is in force does not.
   *
   * @param teamId whose
   * @param problems what is wrong with its file under the other schema
   */
  record Misfit(String teamId, List<String> problems) implements Rebinding {
    public Misfit {
      problems = List.copyOf(problems);
    }
  }
}
