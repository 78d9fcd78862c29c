package dev.portreeve.engine.search;

import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.EntityTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds by the indexes of a table the entries of which a condition may hold. */
final class EntryPlaces {
  private static final int MOST_REASONS = 3;

  private final EntityTable table;
  private final int most;

  /**
   * @param most more places than that are not worth an index
   */
  EntryPlaces(EntityTable table, int most) {
    this.table = table;
    this.most = most;
  }

  /** What the indexes say of a condition. */
  sealed interface Answer {
    /**
     * The entries of which it may hold.
     *
     * @param places of all of these and perhaps of others, ascending
     * @param facts that the indexes are over
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(int[] places, Set<String> facts) implements Answer {}

    /** Nothing, and why. */
    record None(Set<String> because) implements Answer {
      static None of(String because) {
        return new None(Set.of(because));
      }

      String told() {
        String told = because.stream().limit(MOST_REASONS).collect(Collectors.joining("; "));
        return because.size() > MOST_REASONS ? told + "; ..." : told;
      }
    }
  }

  Answer of(Condition condition) {
    if (condition instanceof Condition.All all) {
      return fewest(all.of());
    } else if (condition instanceof Condition.Any any) {
      return together(any.of().stream().map(this::of).toList());
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
      return bounded(startingWith(text.part()), text.column());
    }
    return Answer.None.of(because((Condition.Test) condition));
  }

  private static String because(Condition.Test test) {
    String name = "`" + test.column().name() + "`";
    if (test instanceof Condition.Absent) {
      return "entries without " + name + " may be permitted";
    }
    boolean any = test instanceof Condition.Given || test instanceof Condition.Valid;
    return any
        ? "entries with any value of " + name + " may be permitted"
        : name + " is not compared by equality with a known value";
  }

  private Answer bounded(int[] places, Column column) {
    return places.length > most
        ? Answer.None.of("more than " + most + " entries have the value of `" + column.name() + "`")
        : new Answer.Found(places, Set.of(column.name()));
  }

  /* Of what all holds, one index is enough; what has none is decided on each entry anyway. */
  private Answer fewest(List<Condition> sides) {
    Answer.Found best = null;
    Set<String> because = new TreeSet<>();
    for (Condition side : sides) {
      Answer answer = of(side);
      if (answer instanceof Answer.Found found
          && (best == null || found.places().length < best.places().length)) {
        best = found;
      } else if (answer instanceof Answer.None none) {
        because.addAll(none.because());
      }
    }
    return best == null ? new Answer.None(because) : best;
  }

  private Answer together(List<Answer> sides) {
    Set<String> because = new TreeSet<>();
    Set<String> facts = new TreeSet<>();
    IntStream places = IntStream.empty();
    for (Answer side : sides) {
      if (side instanceof Answer.None none) {
        because.addAll(none.because());
      } else if (side instanceof Answer.Found found) {
        facts.addAll(found.facts());
        places = IntStream.concat(places, Arrays.stream(found.places()));
      }
    }
    if (!because.isEmpty()) {
      return new Answer.None(because);
    }
    int[] all = places.sorted().distinct().toArray();
    return all.length > most
        ? Answer.None.of("more than " + most + " entries have one of the values asked for")
        : new Answer.Found(all, facts);
  }

  private Answer equal(Column column, Object value) {
    if (column.isId()) {
      int place = value instanceof String id ? table.placeOf(id) : -1;
      return bounded(place < 0 ? new int[0] : new int[] {place}, column);
    }
    return bounded(table.holding(column.number(), value), column);
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
