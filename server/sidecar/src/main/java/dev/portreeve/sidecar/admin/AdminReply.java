package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered to a request that was done.
 *
 * @param status of HTTP
 * @param body of JSON; empty: none
 * @param version of what it shows, for {@code ETag}; empty: none
 */
record AdminReply(int status, Optional<Map<String, Object>> body, Optional<String> version) {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;

  static AdminReply of(Map<String, Object> body, String version) {
    return new AdminReply(OK, Optional.of(body), Optional.of(version));
  }

  static AdminReply created(Map<String, Object> body, String version) {
    return new AdminReply(CREATED, Optional.of(body), Optional.of(version));
  }

  /** The same as it is sent, so that nobody has to keep the members until then. */
  Encoded encoded() {
    return new Encoded(
        status, body.map(members -> Buffer.buffer(JsonText.of(members) + "\n")), version);
  }

  /**
   * An answer as it is sent.
   *
   * @param body JSON; empty: none
   */
  record Encoded(int status, Optional<Buffer> body, Optional<String> version) {}

  static AdminReply done() {
    return new AdminReply(NO_CONTENT, Optional.empty(), Optional.empty());
  }
}
