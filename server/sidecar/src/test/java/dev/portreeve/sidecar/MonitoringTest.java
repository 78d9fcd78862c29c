package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.metrics.Meters;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Programs;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is alerted by and told to look at exists. */
class MonitoringTest {
  private static final Path SERVER = Repository.root().resolve("server");
  private static final String DASHBOARD = "monitoring/dashboard.json";
  private static final Path ALERTS = SERVER.resolve("monitoring/alerts.yaml");
  private static final Pattern METER = Pattern.compile("\\bportreeve_[a-z_]+");
  private static final Pattern TIMER_PART = Pattern.compile("_(sum|count|bucket|max)$");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monitoring/alerts.yaml",
        "monitoring/alerts-test.yaml",
        DASHBOARD,
        "OPERATING.md"
      })
  void meters_named_areThoseOfTheCode(String file) throws IOException {
    Set<String> known =
        Arrays.stream(Meters.values()).map(Meters::scraped).collect(Collectors.toSet());
    Set<String> named =
        all(METER, SERVER.resolve(file)).stream()
            .map(name -> TIMER_PART.matcher(name).replaceFirst(""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(named.size() > 5, named.toString());
    named.removeAll(known);
    assertEquals(Set.of(), named, "no such meters");
  }

  @Test
  void alerts_each_haveASectionForWhoeverIsPaged() throws IOException {
    Set<String> sections =
        all(Pattern.compile("(?m)^## .*$"), SERVER.resolve("OPERATING.md")).stream()
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
            .collect(Collectors.toSet());
    List<String> alerts = all(Pattern.compile("alert: \\w+"), ALERTS);
    List<String> runbooks = all(Pattern.compile("server/OPERATING.md#[a-z-]+"), ALERTS);
    assertEquals(alerts.size(), runbooks.size());
    runbooks.forEach(
        place -> assertTrue(sections.contains(place.substring(place.indexOf('#') + 1)), place));
    String operating = Files.readString(SERVER.resolve("OPERATING.md"));
    alerts.forEach(alert -> assertTrue(operating.contains("`" + alert.substring(7) + "`"), alert));
  }

  @Test
  void alerts_incidents_fireTheOneNamedForThem() throws Exception {
    promtool("", "test", "rules", "alerts-test.yaml");
  }

  @Test
  void metrics_ofARunningServer_haveNoLintFinding() throws Exception {
    try (RunningServer server = RunningServer.of(TestSets.of("doors"))) {
      server.http().post(DoorRequests.CHECK_PATH, DoorRequests.CHECK);
      assertEquals("", promtool(server.management().get("/metrics").body(), "check", "metrics"));
    }
  }

  /** The expressions, as rules, are what Prometheus can read. */
  @Test
  void dashboard_expressions_areValid(@TempDir Path scratch) throws Exception {
    List<String> expressions = new ArrayList<>();
    JsonObject dashboard = new JsonObject(Files.readString(SERVER.resolve(DASHBOARD)));
    for (Object panel : dashboard.getJsonArray("panels")) {
      for (Object target : ((JsonObject) panel).getJsonArray("targets", new JsonArray())) {
        expressions.add(((JsonObject) target).getString("expr"));
      }
    }
    assertTrue(expressions.size() > 30, expressions.toString());
    JsonArray rules = new JsonArray();
    for (String expression : expressions) {
      String plain = expression.replace("$__rate_interval", "5m").replace("$instance", ".*");
      rules.add(new JsonObject().put("record", "r" + rules.size()).put("expr", plain));
    }
    JsonObject group = new JsonObject().put("name", "dashboard").put("rules", rules);
    JsonObject groups = new JsonObject().put("groups", new JsonArray().add(group));
    Path file = Files.writeString(scratch.resolve("rules.yaml"), groups.encode());
    promtool("", "check", "rules", file.toString());
  }

  /** Runs it well; what it says. */
  private static String promtool(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add(0, Programs.ofThisMachine().require("promtool").toString());
    Process promtool =
        new ProcessBuilder(command)
            .directory(SERVER.resolve("monitoring").toFile())
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = promtool.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String told = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), told);
    return told;
  }

  private static List<String> all(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(MatchResult::group).toList();
  }
}
