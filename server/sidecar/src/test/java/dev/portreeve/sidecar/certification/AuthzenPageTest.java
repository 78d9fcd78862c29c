package dev.portreeve.sidecar.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** AUTHZEN.md names tests that are there. */
class AuthzenPageTest {
  private static final Path SERVER = Repository.root().resolve("server");

  private static Set<String> named(String pattern) throws IOException {
    return Pattern.compile("`(" + pattern + ")")
        .matcher(Files.readString(SERVER.resolve("AUTHZEN.md")))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void page_testsNamed_areThere() throws IOException {
    Set<String> known;
    try (Stream<Path> files = Files.walk(SERVER)) {
      known =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    Set<String> named = named("[A-Z][A-Za-z]*(?:Test|IT)");
    assertTrue(named.size() > 10, named::toString);
    named.removeAll(known);
    assertEquals(Set.of(), named);
  }

  @Test
  void page_idsOfTheScenario_areRun() throws IOException {
    Set<String> named = named("c-[0-9](?:-[0-9])*");
    assertTrue(named.size() > 30, named::toString);
    named.removeAll(CertificationScenario.ids().collect(Collectors.toSet()));
    assertEquals(Set.of(), named);
  }
}
