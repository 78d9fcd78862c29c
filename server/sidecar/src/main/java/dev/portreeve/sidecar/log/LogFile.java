package dev.portreeve.sidecar.log;

import dev.portreeve.sidecar.log.DecisionLogConfig.Rotation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A file that lines are appended to, and that is put aside when it is long or old. */
final class LogFile implements LogSink {
  /*
   * A write that fails in the middle of a line, on a disk that is full, goes on there when there is
   * room again. A file that was moved or deleted is noticed before the next write, and another one is
   * begun with a whole line.
   */
  private final Path path;
  private final Rotation rotation;
  private final LogArchive archive;
  private final LogCounts counts;
  private final Supplier<Instant> clock;
  private @Nullable FileChannel channel;
  private @Nullable Object key;
  private Instant begun = Instant.EPOCH;
  private long size;
  private boolean unsynced;

  /**
   * @param archive takes the files that are put aside
   * @param counts is told when a file cannot be put aside
   * @param clock tells the age of a file
   */
  LogFile(
      Path path, Rotation rotation, LogArchive archive, LogCounts counts, Supplier<Instant> clock) {
    this.path = path;
    this.rotation = rotation;
    this.archive = archive;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public void write(LineBatch batch) throws IOException {
    boolean moved = channel != null && !stillThere();
    if (moved) {
      forget();
    }
    FileChannel open = channel;
    if (open == null) {
      batch.backToLine();
      open = open();
    }
    ByteBuffer rest = batch.rest();
    while (rest.hasRemaining()) {
      int count = open.write(rest);
      unsynced = true;
      size += count;
      batch.wrote(count);
    }
    rotateIfDue();
  }

  @Override
  public void sync() throws IOException {
    FileChannel open = channel;
    if (open != null && unsynced) {
      open.force(false);
      unsynced = false;
    }
  }

  @Override
  public void tend() throws IOException {
    if (channel != null && !stillThere()) {
      forget();
    }
    if (channel == null) {
      open();
    }
    rotateIfDue();
  }

  private boolean stillThere() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Objects.equals(now.fileKey(), key);
    } catch (IOException e) {
      return false;
    }
  }

  private FileChannel open() throws IOException {
    FileChannel opened =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      opened.position(opened.size());
      endPartOfLine(opened);
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      key = attributes.fileKey();
      size = opened.size();
      begun = size == 0 ? clock.get() : attributes.creationTime().toInstant();
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    channel = opened;
    return opened;
  }

  /** A process that was killed, or a disk that was full, may have left a part of a line. */
  private static void endPartOfLine(FileChannel opened) throws IOException {
    long end = opened.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    if (end > 0 && opened.read(last, end - 1) == 1 && last.get(0) != '\n') {
      int unused = opened.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }

  /* The next file is opened by the next write. */
  private void rotateIfDue() throws IOException {
    boolean old = Duration.between(begun, clock.get()).compareTo(rotation.age()) >= 0;
    if (channel == null || size == 0 || (size < rotation.bytes() && !old)) {
      return;
    }
    sync();
    try {
      archive.put(path);
      counts.rotationProblem("");
    } catch (IOException e) { // then it grows on, and this is tried again
      counts.rotationProblem(IoProblem.of(e));
      return;
    }
    forget();
  }

  private void forget() throws IOException {
    FileChannel open = channel;
    channel = null;
    unsynced = false;
    if (open != null) {
      open.close();
    }
  }

  /** Takes a part of a line back that will not be written to its end. */
  void cut(int partOfLine) throws IOException {
    FileChannel open = channel;
    if (open != null && partOfLine > 0) {
      open.truncate(open.size() - partOfLine);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      sync();
    } finally {
      forget();
    }
  }
}
