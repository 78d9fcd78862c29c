package dev.portreeve.cli;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;

/** A line of output as one JSON object: a log event, the ready line, why a start failed. */
final class JsonLine {
  private JsonLine() {}

  /**
   * The line, without its end.
   *
   * @param message filled in, as a person would read it
   * @param more other members
   */
  static String of(Instant time, String level, String message, Map<String, String> more) {
    JsonObject line =
        new JsonObject()
            .put("timestamp", time.toString())
            .put("level", level)
            .put("message", message);
    more.forEach(line::put);
    return line.encode();
  }
}
