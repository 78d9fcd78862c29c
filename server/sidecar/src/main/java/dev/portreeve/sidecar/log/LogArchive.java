package dev.portreeve.sidecar.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files that a log has put aside, beside it: {@code decisions-20261127T193000123.jsonl.gz} of
 * {@code decisions.jsonl}. One thread puts files in, another compresses them.
 */
final class LogArchive {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String GZIP = ".gz";
  private static final String UNFINISHED = ".gz.tmp";
  private static final int BUFFER = 64 << 10;

  private final Path directory;
  private final String stem;
  private final String extension;
  private final Pattern names;
  private final int keep;
  private final Supplier<Instant> clock;

  /**
   * @param log the file that is put aside
   * @param keep how many files are kept; 0 is all of them
   * @param clock names them
   */
  LogArchive(Path log, int keep, Supplier<Instant> clock) {
    Path absolute = log.toAbsolutePath();
    String name = String.valueOf(absolute.getFileName());
    int dot = name.lastIndexOf('.');
    this.directory = absolute.resolveSibling("").normalize();
    this.stem = dot > 0 ? name.substring(0, dot) : name;
    this.extension = dot > 0 ? name.substring(dot) : "";
    this.names =
        Pattern.compile(
            Pattern.quote(stem) + "-[0-9]{8}T[0-9]{9}(-[0-9]+)?" + Pattern.quote(extension));
    this.keep = keep;
    this.clock = clock;
  }

  /** Puts the file aside under a name of its own, in one step. */
  void put(Path log) throws IOException {
    String time = stem + "-" + TIME.format(clock.get());
    Path target = directory.resolve(time + extension);
    for (int i = 1; Files.exists(target) || Files.exists(gzipped(target)); i++) {
      target = directory.resolve(time + "-" + i + extension);
    }
    Files.move(log, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Compresses what was put aside, also by an earlier process, and deletes what is too many. */
  void tidy() throws IOException {
    for (Path file : find("")) {
      compress(file);
    }
    if (keep > 0) {
      List<Path> kept = find(GZIP);
      for (Path file : kept.subList(0, Math.max(0, kept.size() - keep))) {
        Files.deleteIfExists(file);
      }
    }
  }

  /* The compressed file has its name only when it is whole and on the disk. */
  private static void compress(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
    try (InputStream in = Files.newInputStream(file);
        FileChannel channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      // Closed below by the channel; what is buffered must be on its way before `force`.
      GZIPOutputStream gzip = new GZIPOutputStream(sinkOf(channel), BUFFER);
      long unused = in.transferTo(gzip);
      gzip.finish();
      channel.force(true);
    }
    Files.move(unfinished, gzipped(file), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }

  private static OutputStream sinkOf(FileChannel channel) {
    return Channels.newOutputStream(channel);
  }

  private static Path gzipped(Path file) {
    return file.resolveSibling(file.getFileName() + GZIP);
  }

  /** The files of that kind, the oldest first. */
  private List<Path> find(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(
              file -> {
                String name = String.valueOf(file.getFileName());
                return name.endsWith(suffix)
                    && names.matcher(name.substring(0, name.length() - suffix.length())).matches();
              })
          .sorted()
          .toList();
    }
  }
}
