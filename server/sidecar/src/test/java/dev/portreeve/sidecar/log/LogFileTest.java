package dev.portreeve.sidecar.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.log.DecisionLogConfig.Rotation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final Rotation NEVER = new Rotation(1 << 30, Duration.ofHours(1), 0);

  @TempDir private Path directory;
  private final LogCounts counts = new LogCounts();
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void write_untilLong_putsAsideWithoutALostLine() throws IOException {
    List<String> wanted = new ArrayList<>();
    LogArchive archive = archive(0);
    try (LogFile file = file(new Rotation(100, Duration.ofHours(1), 0), archive)) {
      for (int i = 0; i < 50; i++) {
        String line = "line number " + i;
        wanted.add(line);
        file.write(batch(line + "\n"));
        if (i == 25) {
          archive.tidy();
        }
      }
    }
    archive.tidy();
    List<String> names = names();
    assertTrue(names.size() > 4, names.toString());
    assertTrue(
        names.stream()
            .allMatch(
                name -> name.matches("decisions(-20260102T030405000(-[0-9]+)?.jsonl.gz|.jsonl)")),
        names.toString());
    List<String> found = new ArrayList<>();
    for (String name : names) {
      found.addAll(lines(name));
    }
    assertEquals(wanted.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @Test
  void tend_oldFile_isPutAsideAndFewAreKept() throws IOException {
    Rotation hourly = new Rotation(1 << 30, Duration.ofHours(1), 2);
    LogArchive archive = archive(2);
    try (LogFile file = file(hourly, archive)) {
      for (int i = 0; i < 5; i++) {
        file.write(batch("hour " + i + "\n"));
        now = now.plus(Duration.ofHours(1));
        file.tend();
        archive.tidy();
      }
      file.tend(); // an empty file is never put aside
    }
    List<String> names = names();
    assertEquals(3, names.size(), names.toString());
    assertEquals(List.of("hour 3"), lines(names.get(0)));
    assertEquals(List.of("hour 4"), lines(names.get(1)));
    assertEquals(List.of(), lines(names.get(2)));
  }

  @Test
  void tidy_leftBySomeoneKilled_isFinished() throws IOException {
    Files.writeString(directory.resolve("decisions-20260101T000000000.jsonl"), "left\n");
    Files.writeString(directory.resolve("decisions-20260101T000000000.jsonl.gz.tmp"), "half");
    Files.writeString(directory.resolve("decisions-notes.jsonl"), "not ours\n");
    archive(0).tidy();
    assertEquals(
        List.of("decisions-20260101T000000000.jsonl.gz", "decisions-notes.jsonl"), names());
    assertEquals(List.of("left"), lines("decisions-20260101T000000000.jsonl.gz"));
  }

  @Test
  void write_fileMovedAway_beginsAnother() throws IOException {
    try (LogFile file = file(NEVER, archive(0))) {
      file.write(batch("one\n"));
      Files.move(directory.resolve("decisions.jsonl"), directory.resolve("moved.jsonl"));
      file.write(batch("two\n"));
      Files.delete(directory.resolve("decisions.jsonl"));
      file.tend();
      file.write(batch("three\n"));
    }
    assertEquals(List.of("one"), lines("moved.jsonl"));
    assertEquals(List.of("three"), lines("decisions.jsonl"));
  }

  @Test
  void open_partOfALineAtTheEnd_isEndedFirst() throws IOException {
    Files.writeString(directory.resolve("decisions.jsonl"), "whole\npar");
    try (LogFile file = file(NEVER, archive(0))) {
      file.write(batch("next\n"));
    }
    assertEquals(List.of("whole", "par", "next"), lines("decisions.jsonl"));
  }

  @Test
  void rotate_cannotBePutAside_growsOnAndSaysSo() throws IOException {
    LogArchive elsewhere = new LogArchive(directory.resolve("none/decisions.jsonl"), 0, () -> now);
    try (LogFile file = file(new Rotation(1, Duration.ofHours(1), 0), elsewhere)) {
      file.write(batch("one\n"));
      assertTrue(!counts.problem().isEmpty());
      file.write(batch("two\n"));
    }
    assertEquals(List.of("one", "two"), lines("decisions.jsonl"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void write_diskFull_failsAndTheRestIsWrittenLater() throws IOException {
    Path log = directory.resolve("decisions.jsonl");
    Files.createSymbolicLink(log, Path.of("/dev/full"));
    try (LogFile file = file(NEVER, archive(0))) {
      LineBatch batch = batch("one\n");
      IOException full = assertThrows(IOException.class, () -> file.write(batch));
      assertEquals("No space left on device", IoProblem.of(full));
      assertEquals(1, batch.linesLeft());
      Files.delete(log);
      file.write(batch);
      assertEquals(0, batch.linesLeft());
    }
    assertEquals(List.of("one"), lines("decisions.jsonl"));
  }

  @Test
  void batch_writtenInPart_anotherFileBeginsWithThatLine() throws IOException {
    LineBatch batch = batch("one\ntwo\nthree\n");
    batch.wrote(6);
    assertEquals(2, batch.linesLeft());
    assertEquals(2, batch.partOfLine());
    try (LogFile file = file(NEVER, archive(0))) {
      file.write(batch);
    }
    assertEquals(List.of("two", "three"), lines("decisions.jsonl"));
  }

  @Test
  void cut_partOfALine_isTakenBack() throws IOException {
    try (LogFile file = file(NEVER, archive(0))) {
      file.write(batch("one\ntw"));
      file.cut(2);
    }
    assertEquals("one\n", Files.readString(directory.resolve("decisions.jsonl")));
  }

  private LogFile file(Rotation rotation, LogArchive archive) {
    return new LogFile(directory.resolve("decisions.jsonl"), rotation, archive, counts, () -> now);
  }

  private LogArchive archive(int keep) {
    return new LogArchive(directory.resolve("decisions.jsonl"), keep, () -> now);
  }

  private static LineBatch batch(String lines) {
    LineBatch batch = new LineBatch();
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    batch.write(bytes, 0, bytes.length);
    IntStream.range(0, (int) lines.lines().count()).forEach(i -> batch.endLine(1));
    return batch;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> lines(String name) throws IOException {
    try (InputStream raw = Files.newInputStream(directory.resolve(name));
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
