package dev.portreeve.bench.report;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What came out for one subject.
 *
 * @param subject what was measured
 * @param unit of median, least and most
 * @param median of all iterations of all rounds
 * @param least of them
 * @param most of them
 * @param more medians of what was counted beside: {@code gc.alloc.rate.norm} is bytes per operation
 */
public record Figure(
    MeasuredSubject subject,
    String unit,
    double median,
    double least,
    double most,
    Map<String, Double> more) {

  private static final MathContext DIGITS = new MathContext(4);
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String PROFILED = "gc.";

  /** What is counted for its own sake and stands in the place of the time, with its unit. */
  private static final Map<String, String> COUNTED =
      Map.of("cpuMillis", "ms of CPU", "bytesPerTeam", "bytes");

  /** What several rounds measured. */
  public static Figure of(MeasuredSubject subject, String unit, List<Double> values) {
    return of(subject, unit, values.stream().sorted().toList(), Map.of());
  }

  static Figure of(MeasuredSubject subject, List<RunResult> rounds) {
    Map<String, Double> more = new TreeMap<>();
    for (String key : rounds.get(0).getSecondaryResults().keySet()) {
      if (key.equals(ALLOCATED) || !key.startsWith(PROFILED)) {
        more.put(key, median(counted(rounds, key)));
      }
    }
    for (Map.Entry<String, String> counter : COUNTED.entrySet()) {
      if (more.remove(counter.getKey()) != null) {
        return of(subject, counter.getValue(), counted(rounds, counter.getKey()), more);
      }
    }
    String unit = rounds.get(0).getPrimaryResult().getScoreUnit();
    return of(subject, unit, iterations(rounds), more);
  }

  private static Figure of(
      MeasuredSubject subject, String unit, List<Double> sorted, Map<String, Double> more) {
    double least = sorted.get(0);
    double most = sorted.get(sorted.size() - 1);
    return new Figure(subject, unit, median(sorted), least, most, more);
  }

  private static List<Double> iterations(List<RunResult> rounds) {
    return rounds.stream()
        .flatMap(round -> round.getBenchmarkResults().stream())
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(iteration -> iteration.getPrimaryResult().getScore())
        .sorted()
        .toList();
  }

  /* Counters are summed up over the iterations of a round; what is profiled is not. */
  private static List<Double> counted(List<RunResult> rounds, String key) {
    return sorted(
        rounds,
        round -> {
          Result<?> result = requireNonNull(round.getSecondaryResults().get(key));
          boolean average = key.startsWith(PROFILED);
          return average ? result.getScore() : result.getScore() / result.getSampleCount();
        });
  }

  private static List<Double> sorted(List<RunResult> rounds, ToDoubleFunction<RunResult> value) {
    return rounds.stream().mapToDouble(value).sorted().boxed().toList();
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** Its members in a results file, with no more digits than mean something. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", subject.method());
    json.putAll(subject.parameters());
    json.put("median", rounded(median));
    json.put("unit", unit);
    json.put("range", new ArrayList<>(List.of(rounded(least), rounded(most))));
    more.forEach((name, value) -> json.put(name, rounded(value)));
    return json;
  }

  /** Four digits, as JSON writes them. */
  public static String shown(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static Object rounded(double value) {
    return Double.isFinite(value) ? new BigDecimal(shown(value)) : "none";
  }
}
