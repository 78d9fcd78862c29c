package dev.portreeve.bench.load.scenarios;

/** A part of the load test, which can be run by itself. */
@FunctionalInterface
public interface Scenario {
  /** Measures, prints tables and keeps figures and goals. */
  void run(ScenarioContext bench) throws Exception;
}
