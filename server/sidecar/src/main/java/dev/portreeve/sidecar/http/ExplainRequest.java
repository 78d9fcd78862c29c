package dev.portreeve.sidecar.http;

import dev.portreeve.sidecar.config.ExplainAccess;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Whether a check asks, with {@code context.explain} true, how it is decided, and may ask. */
final class ExplainRequest {
  private static final byte[] NAME = "\"explain\"".getBytes(StandardCharsets.US_ASCII);

  private ExplainRequest() {}

  /**
   * Whether a body is to be looked at more closely: it holds the member's name somewhere. Where
   * nobody is answered, none is.
   *
   * @param length of the body; what stands behind it in the array is never read
   */
  static boolean possible(ExplainAccess access, byte[] body, int length) {
    if (access == ExplainAccess.OFF) {
      return false;
    }
    for (int at = 0; at <= length - NAME.length; at++) {
      if (body[at] == '"' && matches(body, at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] body, int at) {
    for (int i = 0; i < NAME.length; i++) {
      if (body[at + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a body asks and its sender may.
   *
   * @param body that has been decoded, so that it is a JSON object
   */
  static boolean granted(ExplainAccess access, byte[] body, @Nullable SocketAddress peer) {
    return possible(access, body, body.length)
        && isLocal(peer)
        && new JsonObject(Buffer.buffer(body)).getValue("context") instanceof JsonObject context
        && Boolean.TRUE.equals(context.getValue("explain"));
  }

  private static boolean isLocal(@Nullable SocketAddress peer) {
    if (peer == null) {
      return false;
    }
    if (peer.isDomainSocket()) {
      return true;
    }
    String address = peer.hostAddress();
    try {
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
