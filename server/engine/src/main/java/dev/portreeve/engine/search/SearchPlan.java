package dev.portreeve.engine.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries of the set's directory a search looks at: those that an index finds, or all.
 *
 * @param entries how many there are of the type sought
 * @param places those to look at, ascending, by their places in the table; empty: all of them
 * @param facts that the index tells them by, as policies write them; empty where all are looked at
 * @param because why no index helps; empty where one does
 */
public record SearchPlan(int entries, Optional<int[]> places, List<String> facts, String because) {
  public SearchPlan {
    facts = List.copyOf(facts);
  }

  /** That of a search which looks at all entries. */
  public static SearchPlan scan(int entries, String because) {
    return new SearchPlan(entries, Optional.empty(), List.of(), because);
  }

  /** Whether an index tells which entries to look at. */
  public boolean indexed() {
    return places.isPresent();
  }

  /** What tells which entries to look at: {@code index}, or {@code scan} where nothing does. */
  public String by() {
    return indexed() ? "index" : "scan";
  }

  /** How many entries are looked at when no page ends before. */
  public int candidates() {
    return places.map(found -> found.length).orElse(entries);
  }

  /** The plan as plain values, for JSON. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("by", by());
    map.put("entries", entries);
    map.put("candidates", candidates());
    if (indexed()) {
      map.put("facts", facts);
    } else {
      map.put("because", because);
    }
    return map;
  }

  /** The plan in one line, for people. */
  public String text() {
    return indexed()
        ? facts.isEmpty()
            ? "index: nothing is permitted whatever the candidate"
            : "index on %s: %d of %d entries are candidates"
                .formatted(String.join(", ", facts), candidates(), entries)
        : "scan of %d entries: %s".formatted(entries, because);
  }
}
