package dev.portreeve.sidecar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.log.DecisionLogConfig;
import dev.portreeve.sidecar.log.SampleRates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionLogOptionsTest {
  @Test
  void log_notSet_isOff() throws ConfigurationException {
    assertEquals(Optional.empty(), read(Map.of()));
    assertEquals(Optional.empty(), read(Map.of("--decision-log", "off")));
  }

  @Test
  void log_placeAlone_hasTheStandards() throws ConfigurationException {
    DecisionLogConfig log = read(Map.of("--decision-log", "/tmp/d.jsonl")).orElseThrow();
    assertEquals(new DecisionLogConfig.Place.InFile(Path.of("/tmp/d.jsonl")), log.place());
    assertEquals(DecisionLogConfig.WhenFull.BLOCK, log.whenFull());
    assertEquals(Duration.ofSeconds(1), log.patience());
    assertEquals(Duration.ofMillis(100), log.flush());
    assertEquals(Duration.ofSeconds(1), log.fsync());
    assertEquals(
        new DecisionLogConfig.Rotation(100 << 20, Duration.ofHours(24), 0), log.rotation());
    assertEquals(SampleRates.ALL, log.rates());
    assertEquals(
        new DecisionLogConfig.Place.Stdout(),
        read(Map.of("--decision-log", "stdout")).orElseThrow().place());
    assertEquals(
        new DecisionLogConfig.Place.Otlp(URI.create("http://127.0.0.1:4318/v1/logs")),
        read(Map.of("--decision-log", "http://127.0.0.1:4318")).orElseThrow().place());
    assertEquals(
        new DecisionLogConfig.Place.Otlp(URI.create("https://logs.example/in")),
        read(Map.of("--decision-log", "https://logs.example/in")).orElseThrow().place());
    assertThrows(
        ConfigurationException.class, () -> read(Map.of("--decision-log", "ftp://logs.example")));
  }

  @Test
  void log_lists_areReadPartByPart() throws ConfigurationException {
    DecisionLogConfig log =
        read(Map.of(
                "--decision-log", "stdout",
                "--decision-log-labels", "app=shop,region=eu=1",
                "--decision-log-mask", "/input/subject/id,/input/context/*",
                "--decision-log-drop", "/result/obligations",
                "--decision-log-sample", "collection.view=0.01,*=0.5"))
            .orElseThrow();
    assertEquals(Map.of("app", "shop", "region", "eu=1"), log.labels());
    assertEquals(List.of("/input/subject/id", "/input/context/*"), log.masked());
    assertEquals(List.of("/result/obligations"), log.dropped());
    assertEquals(new SampleRates(Map.of("collection.view", 0.01), 0.5), log.rates());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--decision-log           | /tmp                | directory",
        "--decision-log-when-full | wait                | block, drop",
        "--decision-log-wait      | -1                  | number",
        "--decision-log-buffer    | 1KiB                | 64KiB",
        "--decision-log-mask      | subject.id          | /input/subject",
        "--decision-log-mask      | /decision_id        | /input/subject",
        "--decision-log-drop      | /input//id          | /input/subject",
        "--decision-log-labels    | app                 | NAME=VALUE",
        "--decision-log-labels    | app=a,app=b         | once",
        "--decision-log-sample    | door.open=2         | from 0 to 1",
        "--decision-log-sample    | door.open           | ACTION=RATE",
        "--decision-log-keep      | 0                   | from 1",
      })
  void value_thatDoesNotFit_isRefusedByName(String flag, String value, String problem) {
    Map<String, String> flags =
        flag.equals("--decision-log")
            ? Map.of(flag, value)
            : Map.of("--decision-log", "stdout", flag, value);
    String told = assertThrows(ConfigurationException.class, () -> read(flags)).getMessage();
    assertTrue(told.contains(flag) && told.contains(problem), told);
  }

  @Test
  void option_withoutTheLog_isRefused() {
    String told =
        assertThrows(
                ConfigurationException.class,
                () -> read(Map.of("--decision-log-when-full", "drop")))
            .getMessage();
    assertTrue(told.contains("says nothing without --decision-log"), told);
  }

  private static Optional<DecisionLogConfig> read(Map<String, String> flags)
      throws ConfigurationException {
    return Configuration.read(flags, Map.of(), Path.of("")).decisionLog();
  }
}
