package dev.portreeve.engine.lang;

import org.jspecify.annotations.Nullable;

/** Watches, and may bend, which matches of a policy hold: for coverage and mutation runs. */
@FunctionalInterface
public interface ConstantProbe {
  /** Watches nothing and bends nothing. */
  ConstantProbe NONE = (match, held) -> held;

  /**
   * Called for each match that is tried.
   *
   * @param match its id
   * @param held whether its condition was true
   * @return whether the match shall count as holding
   */
  boolean tried(int match, boolean held);

  /**
   * What a match's condition comes to, where that is known and need not be found out; else null.
   *
   * @param match its id
   */
  default @Nullable Boolean known(int match) {
    return null;
  }
}
