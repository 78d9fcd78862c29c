package dev.portreeve.source.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.yaml.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody writes to between one look and the next. */
class PolicyDirectoryTest {
  private static final String WHOLE = "name: whole\n";

  @TempDir private Path directory;
  private Path file;
  private int pauses;
  private int writes;

  @BeforeEach
  void begin() throws IOException {
    file = directory.resolve("schema.yaml");
    Files.writeString(file, "name: old\n");
  }

  @Test
  void read_beingWritten_waitsUntilItIsWhole() throws SourceException {
    writes = WHOLE.length();
    PolicyDirectory policies = new PolicyDirectory(directory, WhileLooking::new);
    assertEquals(WHOLE, policies.read().files().get("schema.yaml").text());
    assertTrue(pauses > WHOLE.length());
  }

  @Test
  void read_neverAtRest_isAnErrorAfterTwoSeconds() {
    writes = Integer.MAX_VALUE;
    long began = System.nanoTime();
    PolicyDirectory policies = new PolicyDirectory(directory, WhileLooking::new);
    SourceException e = assertThrows(SourceException.class, policies::read);
    assertEquals(directory + ": the files keep changing", e.problem());
    assertTrue(System.nanoTime() - began < 4_000_000_000L);
  }

  @Test
  void read_atRest_takesTwoLooks() throws SourceException {
    PolicyDirectory policies = new PolicyDirectory(directory, WhileLooking::new);
    assertEquals("name: old\n", policies.read().files().get("schema.yaml").text());
    assertEquals(1, pauses);
    policies.read();
    assertEquals(1, pauses);
  }

  @Test
  void read_oneOfTwoChanged_otherIsNotReadAgain() throws Exception {
    Path other = Files.writeString(directory.resolve("messages.yaml"), "a: b\n");
    PolicyDirectory policies = new PolicyDirectory(directory, WhileLooking::new);
    SortedMap<String, SourceFile> before = policies.read().files();
    Files.writeString(other, "a: c\n# and more\n");
    SortedMap<String, SourceFile> after = policies.read().files();
    assertSame(before.get("schema.yaml"), after.get("schema.yaml"));
    assertEquals("a: c\n# and more\n", after.get("messages.yaml").text());
  }

  /** Writes a little more whenever a look is waited for. */
  private final class WhileLooking extends SettleTimer {
    @Override
    void pause() {
      if (pauses++ >= writes) {
        return;
      }
      int length = pauses % (WHOLE.length() + 1);
      try {
        Files.writeString(file, WHOLE.substring(0, length == 0 ? WHOLE.length() : length));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
