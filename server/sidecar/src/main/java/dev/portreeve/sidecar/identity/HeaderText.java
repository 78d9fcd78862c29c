package dev.portreeve.sidecar.identity;

import io.vertx.core.MultiMap;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The headers of a request over HTTP, whose bytes beyond ASCII are UTF-8 or nothing. */
public record HeaderText(MultiMap headers) implements OriginalRequest.Headers {
  @Override
  public List<String> all(String name) {
    List<String> values = headers.getAll(name);
    for (String value : values) {
      if (!isAscii(value)) {
        return values.stream().map(each -> decode(name, each)).toList();
      }
    }
    return values;
  }

  private static boolean isAscii(String value) {
    return value.chars().allMatch(c -> c < 0x80);
  }

  /** Netty makes one character of each byte. */
  private static String decode(String name, String value) {
    return utf8(name, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The text of a header's bytes.
   *
   * @throws UnreadableHeader when they are not UTF-8
   */
  public static String utf8(String name, byte[] value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableHeader(name);
    }
  }
}
