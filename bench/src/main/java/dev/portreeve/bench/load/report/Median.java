package dev.portreeve.bench.load.report;

import java.util.List;
import java.util.stream.IntStream;

/** Medians of rounds. */
public final class Median {
  private Median() {}

  /** The middle value, or what lies between the two. */
  public static double of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The median of the rounds' ratios: what slows a whole round down slows both sides of its ratio.
   *
   * @param values one of each round
   * @param against as many, of the same rounds
   */
  public static double ofRatios(List<Double> values, List<Double> against) {
    if (values.size() != against.size()) {
      throw new IllegalArgumentException("not of the same rounds");
    }
    return of(
        IntStream.range(0, values.size()).mapToObj(i -> values.get(i) / against.get(i)).toList());
  }
}
