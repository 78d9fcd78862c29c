package dev.portreeve.client.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a service gets with the in-process decision point: at most 20 MB and no server. */
@Tag("gate")
class FootprintTest {
  private static final long MAX_BYTES = 20_000_000;

  private static List<Path> runtime() throws IOException {
    try (InputStream list = FootprintTest.class.getResourceAsStream("/runtime.classpath")) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
      return Stream.of(text.split(File.pathSeparator)).map(Path::of).toList();
    }
  }

  private static long bytes(Path entry) {
    try (Stream<Path> files = Files.walk(entry)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void runtime_all_isSmall() throws IOException {
    long bytes = runtime().stream().mapToLong(FootprintTest::bytes).sum();

    assertTrue(bytes > 2_000_000, () -> bytes + " bytes: the list is not that of the runtime");
    assertTrue(bytes <= MAX_BYTES, () -> bytes + " bytes in " + runtimeNames());
  }

  @Test
  void runtime_all_holdsNoServer() {
    assertEquals(
        List.of(),
        runtimeNames().stream()
            .filter(name -> name.matches("(netty|vertx|grpc|micrometer|portreeve-sidecar).*"))
            .toList());
  }

  private static List<String> runtimeNames() {
    try {
      return runtime().stream().map(entry -> String.valueOf(entry.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
