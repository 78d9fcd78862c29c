package dev.portreeve.sidecar.log;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How decisions are logged.
 *
 * @param place where to
 * @param rotation when the file is put aside
 * @param whenFull what becomes of checks while the buffer is full
 * @param patience how long a check waits for room, with {@link WhenFull#BLOCK}
 * @param bufferBytes how many bytes of decisions may wait to be written
 * @param flush how long a decision may stay in the process before it is handed to the system
 * @param fsync how long what was handed to the system may stay off the disk
 * @param labels what every record carries, to tell servers apart
 * @param masked paths whose values are replaced
 * @param dropped paths that are left out
 * @param rates which part of the permits is written
 */
public record DecisionLogConfig(
    Place place,
    Rotation rotation,
    WhenFull whenFull,
    Duration patience,
    long bufferBytes,
    Duration flush,
    Duration fsync,
    Map<String, String> labels,
    List<String> masked,
    List<String> dropped,
    SampleRates rates) {

  public DecisionLogConfig {
    labels = Map.copyOf(labels);
    masked = List.copyOf(masked);
    dropped = List.copyOf(dropped);
  }

  /** Where records go. */
  public sealed interface Place {
    /** Standard output. */
    record Stdout() implements Place {}

    /** A file, which is put aside now and then. */
    record InFile(Path file) implements Place {}

    /** What takes OTLP over HTTP at an endpoint. */
    record Otlp(URI endpoint) implements Place {}
  }

  /** What becomes of checks while the buffer is full. */
  public enum WhenFull {
    /** They wait, and are refused when that lasts: nothing is decided that is not recorded. */
    BLOCK,
    /** They are answered, and their records are lost and counted. */
    DROP
  }

  /**
   * When a file is put aside.
   *
   * @param bytes when it is that long
   * @param age when it was begun so long ago
   * @param keep how many are kept; 0 is all of them
   */
  public record Rotation(long bytes, Duration age, int keep) {}
}
