package dev.portreeve.engine.differential;

import java.util.List;
import java.util.SplittableRandom;

/** Random choices that a seed repeats. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The seed of this run: {@code -Dportreeve.seed}, or one that is always the same. */
  static long seed() {
    return Long.getLong("portreeve.seed", 20_260_301L);
  }

  /** How much more than in a build a soak run does. */
  static int effort(int inBuild, int inSoak) {
    return Boolean.getBoolean("portreeve.soak") ? inSoak : inBuild;
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  long seedOfAnother() {
    return random.nextLong();
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
