package dev.portreeve.bench.load.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
  @Test
  void options_ofAServer_withoutItsClassesAndArchives() {
    List<String> command =
        List.of(
            "java", "-Xmx64m", "-XX:SharedArchiveFile=x.jsa", "-XX:+UseSerialGC", "-cp", "lib/*");
    assertEquals(List.of("java", "-Xmx64m", "-XX:+UseSerialGC"), JavaCommand.options(command));
  }

  @Test
  void options_noJava_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> JavaCommand.options(List.of("cerbos", "server")));
  }
}
