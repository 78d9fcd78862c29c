package dev.portreeve.bench.load.part;

/** A part of the load test, which can be run by itself. */
@FunctionalInterface
public interface Part {
  /** Measures, prints tables and keeps figures and goals. */
  void run(Bench bench) throws Exception;
}
