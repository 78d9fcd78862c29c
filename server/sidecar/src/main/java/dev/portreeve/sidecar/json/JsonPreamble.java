package dev.portreeve.sidecar.json;

import dev.portreeve.sidecar.check.MalformedRequest;

/**
 * The first bytes of a body that is no JSON text, told apart so that the caller hears what it is.
 */
public final class JsonPreamble {
  private JsonPreamble() {}

  /** Refuses a body that begins with a byte order mark, in UTF-16 or UTF-32, or compressed. */
  public static void expectText(byte[] body, int length) throws MalformedRequest {
    if (length < 2 || (body[0] > 0 && body[0] != 0x1F && body[1] != 0)) {
      return;
    }
    int first = body[0] & 0xFF;
    int second = body[1] & 0xFF;
    if (first == 0xEF && second == 0xBB) {
      throw new MalformedRequest("", "the body begins with a byte order mark: send UTF-8 without");
    }
    if (first == 0x1F && second == 0x8B) {
      throw new MalformedRequest("", "the body is compressed with gzip: send it as it is");
    }
    if (first == 0 || second == 0 || first + second == 0xFE + 0xFF) {
      throw new MalformedRequest("", "the body is UTF-16 or UTF-32: send UTF-8");
    }
  }
}
