package dev.portreeve.source.reload;

import java.util.ArrayList;
import java.util.List;

/** Lists that are shown to people, cut where nobody reads on, with the number left out. */
final class Capped {
  private Capped() {}

  /**
   * The first lines; when there are more, one that says how many more of what.
   *
   * @param rest what is left out: {@code more problems}
   */
  static List<String> lines(List<String> all, int most, String rest) {
    if (all.size() <= most + 1) {
      return List.copyOf(all);
    }
    List<String> some = new ArrayList<>(all.subList(0, most));
    some.add("and " + (all.size() - most) + " " + rest);
    return List.copyOf(some);
  }
}
