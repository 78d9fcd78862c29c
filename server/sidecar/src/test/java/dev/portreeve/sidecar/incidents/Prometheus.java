package dev.portreeve.sidecar.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.Programs;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prometheus, fed with what a server told before and during an incident. Minutes pass there in no
 * time: what went on between two scrapes of the incident goes on for a quarter of an hour.
 *
 * @param scratch an empty directory
 */
record Prometheus(Path scratch) {
  private static final Path ALERTS = Repository.root().resolve("server/monitoring/alerts.yaml");
  private static final int STEP_SECONDS = 15;
  private static final int STEPS = 60;

  /** Expects that the shipped rules fire these alerts and no others. */
  void assertFires(Set<String> alerts, Scrape before, Scrape first, Scrape second)
      throws IOException, InterruptedException {
    JsonArray series = new JsonArray();
    for (Map.Entry<String, Double> now : second.values().entrySet()) {
      String name = now.getKey();
      double seconds = (second.nanos() - first.nanos()) / 1e9;
      double growth = now.getValue() - first.value(name);
      // Ages waver between two looks at a source; that is no trend.
      boolean goesOn = isCounter(name) || growth > 3;
      String values =
          String.format(
              Locale.ROOT,
              "%1$f %1$f %1$f %2$f+%3$fx%4$d",
              before.value(name),
              now.getValue(),
              goesOn ? growth / seconds * STEP_SECONDS : 0,
              STEPS);
      series.add(new JsonObject().put("series", labelled(name)).put("values", values));
    }
    JsonArray firing = new JsonArray();
    for (String alert : alerts) {
      firing.add(new JsonObject().put("labels", "{alertname=\"" + alert + "\"}").put("value", 1));
    }
    JsonObject expected =
        new JsonObject()
            .put("expr", "count by (alertname) (ALERTS{alertstate=\"firing\"})")
            .put("eval_time", "14m")
            .put("exp_samples", firing);
    JsonObject test =
        new JsonObject()
            .put("interval", STEP_SECONDS + "s")
            .put("input_series", series)
            .put("promql_expr_test", new JsonArray().add(expected));
    JsonObject all =
        new JsonObject()
            .put("rule_files", new JsonArray().add(ALERTS.toString()))
            .put("evaluation_interval", STEP_SECONDS + "s")
            .put("tests", new JsonArray().add(test));
    run(Files.writeString(scratch.resolve("incident.yaml"), all.encode()));
  }

  private static boolean isCounter(String series) {
    return series.matches("portreeve_[a-z_]+(_total|_count|_sum|_bucket)([{].*)?");
  }

  private static String labelled(String series) {
    String instance = "instance=\"server\"";
    return series.endsWith("}")
        ? series.substring(0, series.length() - 1) + "," + instance + "}"
        : series + "{" + instance + "}";
  }

  private static void run(Path test) throws IOException, InterruptedException {
    String program = Programs.ofThisMachine().require("promtool").toString();
    Process promtool =
        new ProcessBuilder(program, "test", "rules", test.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), told);
  }
}
