package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.symbols.AsciiSlice;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wire format of the messages that nearly all calls bring, in one pass over their bytes:
 * known fields, none given twice, strings of ASCII. Gives up on all else, valid or not, for
 * protobuf's own parser to judge.
 */
final class FastProtoReader {
  /* How a field's value is written. */
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;

  private static final int KIND_BITS = 3;
  private static final int VARINT_BITS = 7;
  private static final int MORE = 0x80;

  private final byte[] in;
  private final SymbolTable words;
  private int at;

  /* Where the message being read ends. */
  private int end;

  /* The string read last: where it begins, and what it is. */
  private int from;
  private long slice;

  /**
   * @param length of the message; what stands behind it in the array is never read
   */
  FastProtoReader(byte[] in, int length, SymbolTable words) {
    this.in = in;
    this.words = words;
    this.end = length;
  }

  /** A field's number and how its value is written, as one number. */
  static int tag(int field, int kind) {
    return field << KIND_BITS | kind;
  }

  /** Whether the message being read goes on. */
  boolean more() {
    return at < end;
  }

  /** Enters the message that is a field's value; where the one around it ends, for leaving. */
  int enter() throws FastPathMiss {
    int around = end;
    int bytes = varint();
    if (bytes > end - at) {
      throw FastPathMiss.IT;
    }
    end = at + bytes;
    return around;
  }

  /** Leaves a message at its end. */
  void leave(int around) {
    end = around;
  }

  int varint() throws FastPathMiss {
    if (at < end && in[at] >= 0) {
      return in[at++];
    }
    return longVarint();
  }

  private int longVarint() throws FastPathMiss {
    int value = 0;
    for (int shift = 0; shift < 4 * VARINT_BITS; shift += VARINT_BITS) {
      if (at == end) {
        throw FastPathMiss.IT;
      }
      byte next = in[at++];
      value |= (next & MORE - 1) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw FastPathMiss.IT;
  }

  double number() throws FastPathMiss {
    if (end - at < Double.BYTES) {
      throw FastPathMiss.IT;
    }
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits |= (in[at++] & 0xFFL) << Byte.SIZE * i;
    }
    return Double.longBitsToDouble(bits);
  }

  /** A string that is probably a word of the schema. */
  String word() throws FastPathMiss {
    slice();
    String known = words.word(in, from, slice);
    return known != null ? known : sliceText();
  }

  /** A string that is hardly a word of the schema. */
  String text() throws FastPathMiss {
    slice();
    return sliceText();
  }

  private String sliceText() {
    return new String(in, from, AsciiSlice.length(slice), StandardCharsets.ISO_8859_1);
  }

  /** Reads the name of a fact; its slot, or -1 if none is declared. */
  int slot(Entity entity) throws FastPathMiss {
    slice();
    return words.slot(entity, in, from, slice);
  }

  private void slice() throws FastPathMiss {
    int bytes = varint();
    if (bytes > end - at) {
      throw FastPathMiss.IT;
    }
    from = at;
    slice = AsciiSlice.ascii(in, at, bytes);
    if (slice < 0) {
      throw FastPathMiss.IT;
    }
    at += bytes;
  }

  /** The one given, which must not be given again. */
  static <T> T once(@Nullable T before, T now) throws FastPathMiss {
    if (before != null) {
      throw FastPathMiss.IT;
    }
    return now;
  }
}
