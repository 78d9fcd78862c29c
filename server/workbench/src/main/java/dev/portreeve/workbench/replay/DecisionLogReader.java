package dev.portreeve.workbench.replay;

import dev.portreeve.workbench.output.JsonInput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads decision logs line by line: files, compressed or not, or a stream. */
public final class DecisionLogReader {
  private static final String STREAM = "-";
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final InputStream stream;

  /**
   * @param stream what {@code -} names
   */
  public DecisionLogReader(InputStream stream) {
    this.stream = stream;
  }

  /** Takes lines. */
  interface Lines {
    /** A record. */
    void record(LogRecord record);

    /** A line that is none. */
    void other(String place, String problem);
  }

  /**
   * Reads logs one after the other.
   *
   * @param names of files; {@code -} is the stream
   */
  void read(List<String> names, Lines lines) throws UnreadableLog {
    for (String name : names) {
      try (InputStream in = open(name)) {
        read(name, in, lines);
      } catch (NoSuchFileException e) {
        throw new UnreadableLog("`" + name + "` is not there");
      } catch (IOException e) {
        throw new UnreadableLog("`" + name + "` cannot be read: " + e.getMessage());
      }
    }
  }

  private InputStream open(String name) throws IOException {
    InputStream raw = name.equals(STREAM) ? stream : Files.newInputStream(Path.of(name));
    BufferedInputStream in = new BufferedInputStream(raw);
    in.mark(2);
    boolean zipped = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.reset();
    return zipped ? new GZIPInputStream(in) : in;
  }

  private static void read(String name, InputStream in, Lines lines) throws IOException {
    String shown = name.equals(STREAM) ? "(standard input)" : name;
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String place = shown + ":" + ++number;
      if (line.isBlank()) {
        continue;
      }
      try {
        LogRecord record = new LogRecord(place, JsonInput.object(line));
        if (record.isDecision()) {
          lines.record(record);
        } else {
          lines.other(place, "no decision");
        }
      } catch (JsonInput.NoObject e) {
        lines.other(place, e.problem());
      }
    }
  }
}
