package dev.portreeve.workbench.table;

import dev.portreeve.workbench.space.FactSpace;
import dev.portreeve.workbench.space.Point;
import dev.portreeve.workbench.space.UnfitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows or the columns of a table.
 *
 * @param names of what differs along it, as policies write them
 * @param ticks the values of each row or column, one for each name; one without values where there
 *     are no names
 */
public record Axis(List<String> names, List<List<Object>> ticks) {
  public Axis {
    names = List.copyOf(names);
    ticks = ticks.stream().map(List::copyOf).toList();
  }

  /** The axis that goes through every combination of the values of some names. */
  static Axis of(List<String> names, FactSpace space) throws UnfitName {
    List<List<Object>> ticks = List.of(List.of());
    for (String name : names) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> tick : ticks) {
        for (Object value : space.values(name)) {
          List<Object> more = new ArrayList<>(tick);
          more.add(value);
          longer.add(more);
        }
      }
      ticks = longer;
    }
    return new Axis(names, ticks);
  }

  /** Notes what a row or column fixes. */
  void fix(int tick, Map<String, Object> values) {
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), ticks.get(tick).get(i));
    }
  }

  /** What a row or column is called: its values. */
  String label(int tick) {
    return ticks.get(tick).stream().map(Point::shown).collect(Collectors.joining(", "));
  }

  /** What the axis is called: its names. */
  String title() {
    return String.join(", ", names);
  }
}
