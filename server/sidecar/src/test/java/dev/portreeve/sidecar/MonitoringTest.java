package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.metrics.Meters;
import dev.portreeve.source.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator is alerted by and told to look at exists. */
class MonitoringTest {
  private static final Path SERVER = Repository.root().resolve("server");
  private static final Path ALERTS = SERVER.resolve("monitoring/alerts.yaml");
  private static final Pattern METER = Pattern.compile("\\bportreeve_[a-z_]+");
  private static final Pattern TIMER_PART = Pattern.compile("_(sum|count|bucket|max)$");

  @ParameterizedTest
  @ValueSource(strings = {"monitoring/alerts.yaml", "monitoring/alerts-test.yaml", "OPERATING.md"})
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
    Path program = Programs.ofThisMachine().require("promtool");
    Process promtool =
        new ProcessBuilder(program.toString(), "test", "rules", "alerts-test.yaml")
            .directory(SERVER.resolve("monitoring").toFile())
            .redirectErrorStream(true)
            .start();
    String told = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), told);
  }

  private static List<String> all(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(MatchResult::group).toList();
  }
}
