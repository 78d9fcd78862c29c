package dev.portreeve.engine.type;

import java.util.ArrayList;
import java.util.List;

/**
 * Why a value does not fit its type.
 *
 * @param path where inside the value: {@code mode}, {@code allowed[2]}; empty for the value itself
 * @param message lower case, one line, no full stop
 * @param help what was probably meant, or empty
 * @param entry the code of a refused package pattern ({@code missing_version}), else empty
 * @param onKey whether the problem is the member's name rather than its value
 */
public record Problem(String path, String message, String help, String entry, boolean onKey) {

  static Problem of(String message) {
    return new Problem("", message, "", "", false);
  }

  /** The same problem seen from the value around it. */
  Problem under(String step) {
    String joined = path.isEmpty() || path.startsWith("[") ? step + path : step + "." + path;
    return new Problem(joined, message, help, entry, onKey);
  }

  /** The same problems seen from the value around them. */
  static List<Problem> under(String step, List<Problem> problems) {
    List<Problem> moved = new ArrayList<>(problems.size());
    for (Problem problem : problems) {
      moved.add(problem.under(step));
    }
    return moved;
  }
}
