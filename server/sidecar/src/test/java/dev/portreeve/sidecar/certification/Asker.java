package dev.portreeve.sidecar.certification;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Asks a server, whatever lies between. */
public interface Asker {
  /** What came back. */
  record Reply(int status, String contentType, Optional<String> requestId, String body) {
    public JsonObject json() {
      return new JsonObject(body);
    }
  }

  /**
   * Posts a body.
   *
   * @param contentType empty: none is sent
   * @param requestId empty: none is sent
   */
  Reply post(String path, String contentType, String body, String requestId);

  Reply get(String path);

  /** Posts JSON without more ado. */
  default Reply ask(String path, String json) {
    return post(path, "application/json", json, "");
  }
}
