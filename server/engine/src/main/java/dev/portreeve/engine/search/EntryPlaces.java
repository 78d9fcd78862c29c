package dev.portreeve.engine.search;

import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.EntityTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds by the indexes of a table the entries of which a condition may hold. */
final class EntryPlaces {
  private final EntityTable table;
  private final int most;

  /**
   * @param most more places than that are not worth an index
   */
  EntryPlaces(EntityTable table, int most) {
    this.table = table;
    this.most = most;
  }

  /** The places, ascending, of all entries of which it holds and perhaps of others; or empty. */
  Optional<int[]> of(Condition condition) {
    if (condition instanceof Condition.All all) {
      return fewest(all.of());
    } else if (condition instanceof Condition.Any any) {
      return union(any.of());
    } else if (condition instanceof Condition.Compare compare
        && compare.operator() == Condition.Operator.EQ) {
      return equal(compare.column(), compare.value());
    } else if (condition instanceof Condition.In in && !in.negated()) {
      return together(in.values().stream().map(value -> equal(in.column(), value)).toList());
    } else if (condition instanceof Condition.Holds holds && !holds.negated()) {
      return equal(holds.column(), holds.value());
    } else if (condition instanceof Condition.Text text
        && text.column().isId()
        && text.test() == Condition.TextTest.STARTS_WITH
        && !text.negated()) {
      return bounded(startingWith(text.part()));
    }
    return Optional.empty();
  }

  private Optional<int[]> bounded(int[] places) {
    return places.length > most ? Optional.empty() : Optional.of(places);
  }

  private Optional<int[]> fewest(List<Condition> sides) {
    Optional<int[]> best = Optional.empty();
    for (Condition side : sides) {
      Optional<int[]> found = of(side);
      if (found.isPresent() && (best.isEmpty() || found.get().length < best.get().length)) {
        best = found;
      }
    }
    return best;
  }

  private Optional<int[]> union(List<Condition> sides) {
    return together(sides.stream().map(this::of).toList());
  }

  private Optional<int[]> together(List<Optional<int[]>> sides) {
    if (sides.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return bounded(
        sides.stream()
            .flatMapToInt(side -> Arrays.stream(side.orElseThrow()))
            .sorted()
            .distinct()
            .toArray());
  }

  private Optional<int[]> equal(Column column, Object value) {
    if (column.isId()) {
      int place = value instanceof String id ? table.placeOf(id) : -1;
      return Optional.of(place < 0 ? new int[0] : new int[] {place});
    }
    return bounded(table.holding(column.number(), value));
  }

  private int[] startingWith(String part) {
    int from = table.placeAfter(part);
    if (table.placeOf(part) >= 0) {
      from = table.placeOf(part);
    }
    int to = from;
    while (to < table.size() && table.id(to).startsWith(part) && to - from <= most) {
      to++;
    }
    return IntStream.range(from, to).toArray();
  }
}
