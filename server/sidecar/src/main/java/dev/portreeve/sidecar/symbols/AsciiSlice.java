package dev.portreeve.sidecar.symbols;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Slices of bytes that are strings of ASCII, read eight bytes at a time: how long one is, and a
 * hash of it. Both come as one number, which costs no object.
 */
public final class AsciiSlice {
  /*
   * A word is eight bytes in the order of their addresses, the first of them lowest. Whether one of
   * them is as wanted is asked of all eight at once (SWAR), by subtractions that leave a byte's
   * highest bit set: Henry S. Warren, Hacker's Delight, 2nd edition, 6-1, and "Determine if a word
   * has a byte" of Sean Eron Anderson's Bit Twiddling Hacks.
   *
   * Of bytes below 0x80, subtracting 0x20 sets the highest bit of those below 0x20, and subtracting
   * 1 that of those that are 0, as a quote is once quotes are subtracted by exclusive or. What is
   * not below 0x80 ends a string anyway, so the word itself is added to what is found, and nothing
   * need be masked. A byte that is found may borrow from the next, which then may seem to be found
   * without reason; but only one that is found itself borrows, so the lowest of them is always right,
   * and no other is looked at.
   *
   * What lies behind a slice is cut off the last word before it is hashed; that word may be empty,
   * but it is hashed all the same, however the slice's length was found. The multiplication mixes
   * well into the upper half only, which is therefore swapped with the lower.
   */
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGHEST = EACH << 7;

  /* 2^64 / golden ratio. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** What stands for no slice. */
  public static final long NONE = -1;

  private AsciiSlice() {}

  /**
   * The slice up to the first byte that cannot stand in a JSON string as it is (a quote, a
   * backslash, a control character, or one that is not ASCII) or up to the end.
   *
   * @param end where the bytes end that may be read
   */
  public static long quoted(byte[] bytes, int from, int end) {
    long mixed = 0;
    for (int at = from; ; at += Long.BYTES) {
      long word = word(bytes, at, end);
      long stops = stops(word);
      if (stops != 0) {
        long kept = word & (Long.lowestOneBit(stops) >>> Byte.SIZE - 1) - 1;
        int length = at - from + (Long.numberOfTrailingZeros(stops) >>> 3);
        return slice(length, mix(mixed, kept));
      }
      mixed = mix(mixed, word);
    }
  }

  /** The slice of so many bytes, or a negative number when one of them is not ASCII. */
  public static long ascii(byte[] bytes, int from, int length) {
    int end = from + length;
    long all = 0;
    long mixed = 0;
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORD.get(bytes, at);
      all |= word;
      mixed = mix(mixed, word);
    }
    long rest = rest(bytes, at, end);
    return ((all | rest) & HIGHEST) == 0 ? slice(length, mix(mixed, rest)) : NONE;
  }

  /** How many bytes a slice has. */
  public static int length(long slice) {
    return (int) (slice >>> Integer.SIZE);
  }

  /** A hash of the bytes of a slice and of nothing else. */
  static int hash(long slice) {
    return (int) slice;
  }

  /** Eight bytes, or those that are left and zeros, which end a string. */
  static long word(byte[] bytes, int at, int end) {
    return at <= end - Long.BYTES ? (long) WORD.get(bytes, at) : rest(bytes, at, end);
  }

  /* Less than eight bytes: the upper part of the word that ends with them, if there is one. */
  private static long rest(byte[] bytes, int from, int end) {
    if (end >= Long.BYTES) {
      int others = Long.BYTES - 1 - (end - from);
      return (long) WORD.get(bytes, end - Long.BYTES) >>> others * Byte.SIZE >>> Byte.SIZE;
    }
    long word = 0;
    for (int i = end - 1; i >= from; i--) {
      word = word << Byte.SIZE | bytes[i] & 0xFF;
    }
    return word;
  }

  /** The eight bytes before the end, or all from {@code from} on if those are fewer. */
  static long lastWord(byte[] bytes, int from, int end) {
    return word(bytes, Math.max(from, end - Long.BYTES), end);
  }

  /** Whether bytes are those of a name, once the first word and the last one are. */
  static boolean equalMiddles(byte[] bytes, int from, byte[] name) {
    for (int at = Long.BYTES; at < name.length - Long.BYTES; at += Long.BYTES) {
      if ((long) WORD.get(bytes, from + at) != (long) WORD.get(name, at)) {
        return false;
      }
    }
    return true;
  }

  private static long stops(long word) {
    long quotes = (word ^ '"' * EACH) - EACH;
    long backslashes = (word ^ '\\' * EACH) - EACH;
    long controls = word - ' ' * EACH;
    return (quotes | backslashes | controls | word) & HIGHEST;
  }

  private static long mix(long mixed, long word) {
    return Long.rotateLeft((mixed ^ word) * SPREAD, Integer.SIZE);
  }

  private static long slice(int length, long mixed) {
    return (long) length << Integer.SIZE | mixed & 0xFFFFFFFFL;
  }
}
