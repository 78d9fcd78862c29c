package dev.portreeve.sidecar.conversion;

import com.google.protobuf.WireFormat;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.symbols.AsciiSlice;
import dev.portreeve.sidecar.symbols.SymbolReader;
import dev.portreeve.sidecar.symbols.SymbolTable;

/**
 * Reads the wire format of protobuf in one pass over its bytes. What it takes and refuses is what
 * generated messages take and refuse: unknown fields are read over, strings are valid UTF-8.
 */
final class ProtoReader extends SymbolReader {
  /*
   * Generated messages make an object of each message, map and string on the way, and go as deep as
   * the bytes say. The tests compare this with them.
   */
  private static final int KIND_BITS = 3;
  private static final int KINDS = (1 << KIND_BITS) - 1;
  private static final int VARINT_BITS = 7;
  private static final int MORE = 0x80;

  /** As protobuf's own parser goes. */
  private static final int MAX_GROUPS = 100;

  private final byte[] in;
  private int at;

  /* Where the message being read ends. */
  private int end;

  /**
   * @param length of the message; what stands behind it in the array is never read
   */
  ProtoReader(byte[] in, int length, SymbolTable symbols) {
    super(in, symbols);
    this.in = in;
    this.end = length;
  }

  /** The tag of a field that holds bytes: a string or a message. */
  static int bytes(int field) {
    return tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
  }

  /** The tag of a field that holds a whole number, an enumeration or a truth. */
  static int varint(int field) {
    return tag(field, WireFormat.WIRETYPE_VARINT);
  }

  /** The tag of a field that holds a double. */
  static int fixed64(int field) {
    return tag(field, WireFormat.WIRETYPE_FIXED64);
  }

  private static int tag(int field, int kind) {
    return field << KIND_BITS | kind;
  }

  /** What is wrong with bytes that no message of the method has. */
  static MalformedRequest noMessage() {
    return new MalformedRequest("", "not a message of this method");
  }

  /** Whether the message being read goes on. */
  boolean more() {
    return at < end;
  }

  /** Enters the message that is a field's value; where the one around it ends, for leaving. */
  int enter() throws MalformedRequest {
    int around = end;
    int bytes = length();
    end = at + bytes;
    return around;
  }

  /** Leaves a message at its end. */
  void leave(int around) {
    end = around;
  }

  private int length() throws MalformedRequest {
    int bytes = varint();
    if (bytes < 0 || bytes > end - at) {
      throw noMessage();
    }
    return bytes;
  }

  /** A tag, or a number of which the lower 32 bits count. */
  int varint() throws MalformedRequest {
    if (at < end && in[at] >= 0) {
      return in[at++];
    }
    return (int) longVarint();
  }

  /** A truth. */
  boolean truth() throws MalformedRequest {
    return longVarint() != 0;
  }

  private long longVarint() throws MalformedRequest {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      if (at == end) {
        throw noMessage();
      }
      byte next = in[at++];
      value |= (long) (next & MORE - 1) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw noMessage();
  }

  double number() throws MalformedRequest {
    if (end - at < Double.BYTES) {
      throw noMessage();
    }
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits |= (in[at++] & 0xFFL) << Byte.SIZE * i;
    }
    return Double.longBitsToDouble(bits);
  }

  /** Reads a string, to be asked for by its kind. */
  void string() throws MalformedRequest {
    int bytes = length();
    int from = at;
    long slice = AsciiSlice.ascii(in, from, bytes);
    at += bytes;
    if (slice != AsciiSlice.NONE) {
      take(from, slice);
      return;
    }
    String text = utf8(from, at);
    if (text == null) {
      throw new MalformedRequest("", "a string of the message is not valid UTF-8");
    }
    take(text);
  }

  /** Reads over the value of a field that is not known. */
  void skip(int tag) throws MalformedRequest {
    skip(tag, 0);
  }

  private void skip(int tag, int groups) throws MalformedRequest {
    if (tag >>> KIND_BITS == 0) {
      throw noMessage();
    }
    switch (tag & KINDS) {
      case WireFormat.WIRETYPE_VARINT -> {
        long unused = longVarint();
      }
      case WireFormat.WIRETYPE_FIXED64 -> skipBytes(Long.BYTES);
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> skipBytes(length());
      case WireFormat.WIRETYPE_START_GROUP -> skipGroup(tag, groups + 1);
      case WireFormat.WIRETYPE_FIXED32 -> skipBytes(Integer.BYTES);
      default -> throw noMessage();
    }
  }

  private void skipBytes(int bytes) throws MalformedRequest {
    if (bytes > end - at) {
      throw noMessage();
    }
    at += bytes;
  }

  private void skipGroup(int start, int groups) throws MalformedRequest {
    if (groups > MAX_GROUPS) {
      throw noMessage();
    }
    int stop = start - WireFormat.WIRETYPE_START_GROUP + WireFormat.WIRETYPE_END_GROUP;
    for (int tag = varint(); tag != stop; tag = varint()) {
      skip(tag, groups);
    }
  }
}
