package dev.portreeve.engine.typecheck;

import dev.cel.common.types.CelType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads what {@link CodecOutput} wrote; anything else ends in some exception. */
final class CodecInput {
  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private final List<CelType> types = new ArrayList<>();
  private int at;

  CodecInput(byte[] bytes) {
    this.bytes = bytes;
  }

  long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes[at++];
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  int size() {
    return Math.toIntExact(number());
  }

  boolean flag() {
    return number() != 0;
  }

  byte[] bytes() {
    int size = size();
    byte[] value = Arrays.copyOfRange(bytes, at, at + size);
    at += size;
    return value;
  }

  String text() {
    int index = size();
    if (index == texts.size()) {
      int size = size();
      texts.add(new String(bytes, at, size, StandardCharsets.UTF_8));
      at += size;
    }
    return texts.get(index);
  }

  CelType type(Supplier<CelType> inFull) {
    int index = size();
    if (index > 0) {
      return types.get(index - 1);
    }
    CelType type = inFull.get();
    types.add(type);
    return type;
  }

  <T> List<T> all(Supplier<T> each) {
    int size = size();
    List<T> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      items.add(each.get());
    }
    return items;
  }
}
