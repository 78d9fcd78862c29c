package dev.portreeve.sidecar.log;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which part of the permits is written, by action; denials and approvals always are.
 *
 * @param byAction from 0 to 1
 * @param others for actions that are not named
 */
public record SampleRates(Map<String, Double> byAction, double others) {
  /** Everything is written. */
  public static final SampleRates ALL = new SampleRates(Map.of(), 1);

  public SampleRates {
    byAction = Map.copyOf(byAction);
  }

  /** Whether a permit of that action is written, which chance decides. */
  boolean take(String action) {
    double rate = of(action);
    return rate >= 1 || ThreadLocalRandom.current().nextDouble() < rate;
  }

  /** Which part of the permits of an action is written. */
  double of(String action) {
    return byAction.isEmpty() ? others : byAction.getOrDefault(action, others);
  }
}
