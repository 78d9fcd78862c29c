package dev.portreeve.source.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.source.testing.Programs.Absence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ProgramsTest {
  @Test
  void require_present_found(@TempDir Path folder) throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path program = Files.createFile(folder.resolve("proxy"));
    assertTrue(program.toFile().setExecutable(true));

    assertEquals(program, new Programs(List.of(empty, folder), Absence.FAILS).require("proxy"));
  }

  @Test
  void require_notExecutable_isAbsent(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("proxy"));
    Programs programs = new Programs(List.of(folder), Absence.SKIPS);

    assertThrows(TestAbortedException.class, () -> programs.require("proxy"));
  }

  @Test
  void require_absentWherePromised_fails(@TempDir Path folder) {
    Programs programs = new Programs(List.of(folder), Absence.FAILS);

    assertThrows(AssertionFailedError.class, () -> programs.require("proxy"));
  }
}
