package dev.portreeve.client.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portreeve.client.spring.autoconfigure.PortreeveProperties;
import dev.portreeve.client.spring.autoconfigure.PortreeveProperties.SubjectProperties;
import dev.portreeve.engine.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the READMEs show is what these tests compile and run. */
class ReadmeTest {
  private static final Path CLIENTS = Repository.root().resolve("clients");
  private static final Path EXAMPLE =
      CLIENTS.resolve("spring-boot/src/test/java/dev/portreeve/client/spring/example");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class of the example from its first annotation on. */
  private static String shown(String type) {
    String source = read(EXAMPLE.resolve(type + ".java"));
    return source.substring(source.indexOf("\n@") + 1);
  }

  @Test
  void example_inTheReadme_isTheTestedOneInTwentyLines() {
    String readme = read(CLIENTS.resolve("README.md"));
    List<String> blocks =
        Stream.of("ExportController", "ExportControllerTest").map(ReadmeTest::shown).toList();

    assertThat(blocks).allSatisfy(block -> assertThat(readme).contains("\n" + block + "```"));
    String tested = read(EXAMPLE.resolve("ExportControllerTest.java"));
    assertThat(readme.lines().filter(line -> line.startsWith("import dev.portreeve.client.")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(tested).contains(line));
    long lines =
        blocks.stream()
            .flatMap(String::lines)
            .filter(line -> !line.isBlank() && !line.strip().equals("}"))
            .count();
    assertThat(lines).isLessThan(20);
  }

  @Test
  void properties_all_areInTheTable() {
    String readme = read(CLIENTS.resolve("spring-boot/README.md"));

    Stream.concat(
            named("portreeve.", PortreeveProperties.class)
                .filter(name -> !name.endsWith("subject")),
            named("portreeve.subject.", SubjectProperties.class))
        .forEach(name -> assertThat(readme).contains("| `" + name + "` |"));
  }

  private static Stream<String> named(String prefix, Class<?> properties) {
    return Stream.of(properties.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .map(prefix::concat);
  }
}
