package dev.portreeve.engine.typecheck;

import dev.cel.common.types.CelType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes what {@link CodecInput} reads: small numbers short, each text and type in full only once.
 */
final class CodecOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<CelType, Integer> types = new HashMap<>();

  void number(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  void flag(boolean value) {
    number(value ? 1 : 0);
  }

  void bytes(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
  }

  void text(String value) {
    Integer known = texts.putIfAbsent(value, texts.size());
    number(known == null ? texts.size() - 1 : known);
    if (known == null) {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Writes a type.
   *
   * @param inFull writes it the first time
   */
  void type(CelType value, Consumer<CelType> inFull) {
    Integer known = types.get(value);
    if (known != null) {
      number(known + 1L);
      return;
    }
    number(0);
    inFull.accept(value);
    types.put(value, types.size());
  }

  <T> void all(Collection<T> items, Consumer<? super T> each) {
    number(items.size());
    items.forEach(each);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
