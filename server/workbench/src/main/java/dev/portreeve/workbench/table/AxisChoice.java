package dev.portreeve.workbench.table;

import dev.portreeve.workbench.space.FactSpace;
import dev.portreeve.workbench.space.Leaf;
import dev.portreeve.workbench.space.Point;
import dev.portreeve.workbench.space.UnfitName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the two facts or settings that tell most of what is decided: with whose values known the
 * answer is least uncertain (its entropy is smallest), each value being as likely as the next.
 */
final class AxisChoice {
  private static final int MOST_VALUES = 24;
  private static final double LEAST_GAIN = 1e-9;

  private final List<Weighed> leaves = new ArrayList<>();
  private final Map<String, List<Object>> values = new LinkedHashMap<>();

  /** A kind of checks and how likely it is. */
  private record Weighed(Map<String, Object> fixed, Object answer, double weight) {}

  /**
   * @param all kinds of checks
   * @param given what all of them have
   * @param answer what is told apart
   */
  AxisChoice(List<Leaf> all, Point given, FactSpace space, Function<Leaf, Object> answer)
      throws UnfitName {
    Map<String, Integer> sizes = new HashMap<>();
    for (Leaf leaf : all) {
      double weight = 1;
      for (String name : leaf.point().values().keySet()) {
        if (given.values().containsKey(name)) {
          continue;
        }
        if (!sizes.containsKey(name)) {
          List<Object> known = space.values(name);
          sizes.put(name, known.size());
          if (known.size() > 1 && known.size() <= MOST_VALUES) {
            values.put(name, known);
          }
        }
        weight /= sizes.getOrDefault(name, 1);
      }
      leaves.add(new Weighed(leaf.point().values(), answer.apply(leaf), weight));
    }
  }

  /** Their names, the one with more values first; fewer where no more matter. */
  List<String> names() {
    List<String> chosen = new ArrayList<>();
    double now = uncertainty(chosen);
    while (chosen.size() < 2) {
      String best = "";
      double least = now - LEAST_GAIN;
      for (String name : values.keySet()) {
        List<String> tried = new ArrayList<>(chosen);
        tried.add(name);
        double left = chosen.contains(name) ? now : uncertainty(tried);
        if (left < least) {
          best = name;
          least = left;
        }
      }
      if (best.isEmpty()) {
        break;
      }
      chosen.add(best);
      now = least;
    }
    chosen.sort((one, other) -> Integer.compare(size(other), size(one)));
    return chosen;
  }

  private int size(String name) {
    return values.getOrDefault(name, List.of()).size();
  }

  /** The entropy that the answer has left, in bits, when the values of some names are known. */
  private double uncertainty(List<String> known) {
    Map<List<Object>, Map<Object, Double>> byCell = new HashMap<>();
    for (Weighed leaf : leaves) {
      spread(leaf, known, new ArrayList<>(), leaf.weight(), byCell);
    }
    double bits = 0;
    for (Map<Object, Double> answers : byCell.values()) {
      double all = answers.values().stream().mapToDouble(Double::doubleValue).sum();
      for (double weight : answers.values()) {
        bits -= weight * Math.log(weight / all) / Math.log(2);
      }
    }
    return bits;
  }

  /** Adds a leaf to every cell that it reaches into. */
  private void spread(
      Weighed leaf,
      List<String> known,
      List<Object> cell,
      double weight,
      Map<List<Object>, Map<Object, Double>> byCell) {
    if (cell.size() == known.size()) {
      byCell
          .computeIfAbsent(List.copyOf(cell), unused -> new HashMap<>())
          .merge(leaf.answer(), weight, Double::sum);
      return;
    }
    String name = known.get(cell.size());
    Object fixed = leaf.fixed().get(name);
    List<Object> reached = fixed != null ? List.of(fixed) : values.getOrDefault(name, List.of());
    for (Object value : reached) {
      cell.add(value);
      spread(leaf, known, cell, weight / reached.size(), byCell);
      cell.remove(cell.size() - 1);
    }
  }
}
