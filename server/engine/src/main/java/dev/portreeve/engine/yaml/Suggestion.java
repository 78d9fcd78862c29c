package dev.portreeve.engine.yaml;

import java.util.Collection;

/** Finds the name that was probably meant. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * {@code did you mean `x`?} for the known name closest to the one given, or empty when none is
   * close: at most a third of its letters may differ.
   */
  public static String didYouMean(String given, Collection<String> known) {
    String nearest = nearest(given, known);
    return nearest.isEmpty() ? "" : "did you mean `" + nearest + "`?";
  }

  /** The known name closest to the one given, or empty when none is close. */
  public static String nearest(String given, Collection<String> known) {
    String best = "";
    int bestDistance = Math.max(1, given.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(given, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Damerau-Levenshtein distance (adjacent transpositions count one). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int substitution = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(substitution, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
