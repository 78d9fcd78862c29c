package dev.portreeve.sidecar.conversion;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Fields as protobuf puts them on the wire, one by one. */
final class Wire {
  private Wire() {}

  /** Writes with a stream of protobuf's own. */
  @FunctionalInterface
  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writing.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A field of bytes. */
  static byte[] bytes(int field, byte[] content) {
    return written(out -> out.writeByteArray(field, content));
  }

  /** A field of text. */
  static byte[] bytes(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A field that holds a whole number. */
  static byte[] varint(int field, long number) {
    return written(out -> out.writeUInt64(field, number));
  }

  /** A number as it stands behind a tag, or a tag itself. */
  static byte[] number(long number) {
    return written(out -> out.writeUInt64NoTag(number));
  }
}
