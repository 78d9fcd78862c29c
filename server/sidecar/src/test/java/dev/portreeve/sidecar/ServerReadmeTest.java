package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.config.Option;
import dev.portreeve.sidecar.metrics.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the README say what the code does. */
class ServerReadmeTest {
  @Test
  void options_table_isThatOfTheCode() throws IOException {
    List<String> wanted = Arrays.stream(Option.values()).map(ServerReadmeTest::row).toList();
    assertEquals(wanted, rows("| `--"));
  }

  @Test
  void metrics_table_isThatOfTheCode() throws IOException {
    List<String> wanted = Arrays.stream(Meters.values()).map(ServerReadmeTest::row).toList();
    assertEquals(wanted, rows("| `portreeve_"));
  }

  private static String row(Option option) {
    return "| `%s %s` | `%s` | `%s` | %s | %s |"
        .formatted(
            option.flag(),
            option.valueName(),
            option.variable(),
            option.key(),
            option.standard(),
            option.description());
  }

  private static String row(Meters meter) {
    String tags =
        meter.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
    return "| `%s` | %s |%s| %s |"
        .formatted(
            meter.scraped(),
            meter.kind(),
            tags.isEmpty() ? " " : " " + tags + " ",
            meter.description());
  }

  private static List<String> rows(String beginning) throws IOException {
    return Files.readAllLines(Repository.root().resolve("server/README.md")).stream()
        .filter(line -> line.startsWith(beginning))
        .toList();
  }
}
