package dev.portreeve.sidecar.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reading by eight bytes, against reading one by one. */
class AsciiSliceTest {
  private static final int LONGEST = 40;
  private static final int AROUND = 12;
  private static final long SEED = 20_261_125;

  private final Random random = new Random(SEED);

  @Test
  void quoted_everyByteEverywhere_stopsItOrDoesNot() {
    for (int length = 0; length <= LONGEST; length++) {
      for (int stop = 0; stop <= 0xFF; stop++) {
        for (int from = 0; from < Long.BYTES; from++) {
          byte[] bytes = new byte[from + length + AROUND];
          random.nextBytes(bytes);
          printable(bytes, from, from + length);
          bytes[from + length] = (byte) stop;
          assertQuoted(bytes, from, bytes.length);
        }
      }
    }
  }

  @Test
  void quoted_randomBytes_stopAtTheFirst() {
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(LONGEST)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= (byte) (random.nextInt(8) == 0 ? 0xFF : 0x7F);
      }
      int end = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      assertQuoted(bytes, end == 0 ? 0 : random.nextInt(end), end);
    }
  }

  @Test
  void quoted_nothingStopsIt_endsAtTheEnd() {
    for (int length = 0; length <= LONGEST; length++) {
      byte[] bytes = new byte[length + AROUND];
      printable(bytes, 0, bytes.length);
      assertEquals(
          length, AsciiSlice.length(AsciiSlice.quoted(bytes, 0, length)), () -> "seed " + SEED);
    }
  }

  @Test
  void ascii_oneByteThatIsNot_isNone() {
    for (int length = 1; length <= LONGEST; length++) {
      for (int at = 0; at < length; at++) {
        byte[] bytes = new byte[length + 2 * AROUND];
        random.nextBytes(bytes);
        printable(bytes, AROUND, AROUND + length);
        assertEquals(length, AsciiSlice.length(AsciiSlice.ascii(bytes, AROUND, length)));
        bytes[AROUND + at] |= (byte) 0x80;
        assertEquals(
            AsciiSlice.NONE, AsciiSlice.ascii(bytes, AROUND, length), () -> "seed " + SEED);
      }
    }
  }

  @Test
  void hash_sameSliceElsewhere_isTheSame() {
    Set<Integer> hashes = new HashSet<>();
    for (int length = 0; length <= LONGEST; length++) {
      byte[] slice = new byte[length];
      printable(slice, 0, length);
      int wanted = AsciiSlice.hash(AsciiSlice.ascii(slice, 0, length));
      for (int from = 0; from < AROUND; from++) {
        byte[] bytes = new byte[from + length + AROUND];
        random.nextBytes(bytes);
        System.arraycopy(slice, 0, bytes, from, length);
        bytes[from + length] = '"';
        assertEquals(
            wanted, AsciiSlice.hash(AsciiSlice.ascii(bytes, from, length)), () -> "seed " + SEED);
        assertEquals(wanted, AsciiSlice.hash(AsciiSlice.quoted(bytes, from, bytes.length)));
      }
      hashes.add(wanted);
    }
    assertTrue(hashes.size() > LONGEST - 2, hashes.size() + " hashes");
  }

  @Test
  void find_namesOfAllLengths_areFoundAndNothingElse() {
    Map<String, Integer> byName = new HashMap<>();
    for (int length = 0; length <= LONGEST; length++) {
      byName.put("a".repeat(length), length);
      byName.put("a".repeat(length) + "b", -length);
    }
    byName.put("\u00e4", 1_000);
    ByteStringMap<Integer> table = new ByteStringMap<>(byName);
    byName.remove("\u00e4");
    byName.forEach((name, value) -> assertEquals(value, find(table, name)));
    for (int length = 1; length <= LONGEST; length++) {
      String name = "a".repeat(length);
      for (int at = 0; at < length; at++) {
        String other = name.substring(0, at) + "c" + name.substring(at + 1);
        assertNotEquals(name, other);
        assertNull(find(table, other));
      }
    }
    assertNull(find(table, "a".repeat(LONGEST + 2)));
  }

  private static Integer find(ByteStringMap<Integer> table, String name) {
    byte[] bytes = ("\"" + name + "\"aaaaaaaaaaaaaaaa").getBytes(StandardCharsets.US_ASCII);
    return table.find(bytes, 1, AsciiSlice.quoted(bytes, 1, bytes.length));
  }

  private static void assertQuoted(byte[] bytes, int from, int end) {
    int stop = from;
    while (stop < end && bytes[stop] >= ' ' && bytes[stop] != '"' && bytes[stop] != '\\') {
      stop++;
    }
    long found = AsciiSlice.quoted(bytes, from, end);
    assertEquals(stop - from, AsciiSlice.length(found), () -> "seed " + SEED);
    assertEquals(AsciiSlice.ascii(bytes, from, stop - from), found, () -> "seed " + SEED);
  }

  private void printable(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte unit = (byte) (' ' + random.nextInt(0x7F - ' '));
      bytes[i] = unit == '"' || unit == '\\' ? (byte) '!' : unit;
    }
  }
}
