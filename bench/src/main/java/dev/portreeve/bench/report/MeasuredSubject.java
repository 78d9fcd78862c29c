package dev.portreeve.bench.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * One thing that is measured.
 *
 * @param method the benchmark's
 * @param parameters by name
 */
public record MeasuredSubject(String method, Map<String, String> parameters) {

  static MeasuredSubject of(RunResult result) {
    BenchmarkParams params = result.getParams();
    String benchmark = params.getBenchmark();
    Map<String, String> parameters = new LinkedHashMap<>();
    Collection<String> keys = params.getParamsKeys();
    keys.forEach(key -> parameters.put(key, params.getParam(key)));
    return new MeasuredSubject(benchmark.substring(benchmark.lastIndexOf('.') + 1), parameters);
  }

  /** As it is called in charts. */
  public String label() {
    return parameters.isEmpty() ? method : method + " " + String.join(" ", parameters.values());
  }
}
