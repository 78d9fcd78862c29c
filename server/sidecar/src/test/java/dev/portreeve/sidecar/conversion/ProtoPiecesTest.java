package dev.portreeve.sidecar.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.WireFormat;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.testing.DoorSchema;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of protobuf's wire format, piece by piece. */
class ProtoPiecesTest {
  private static final int FIELD = 7;

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static ProtoReader reader(byte... bytes) {
    return new ProtoReader(bytes, bytes.length, DoorSchema.SYMBOLS);
  }

  private static ProtoReader reader(String hex) {
    return reader(hex(hex));
  }

  private static void assertNoMessage(Executable reading) {
    assertEquals(
        "not a message of this method", assertThrows(MalformedRequest.class, reading).problem());
  }

  @ParameterizedTest
  @CsvSource({
    "00, 0",
    "7f, 127",
    "8001, 128",
    "ac02, 300",
    "808004, 65536",
    "ffffffff0f, -1",
    "ffffffffffffffffff01, -1",
    "8080808010, 0",
    "8180808010, 1"
  })
  void varint_bytes_areItsLowerBits(String hex, int number) throws MalformedRequest {
    ProtoReader in = reader(hex + "05");
    assertEquals(number, in.varint());
    assertEquals(5, in.varint());
    assertFalse(in.more());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "80", "ffff", "ffffffffffffffffffff01", "80808080808080808080808000"})
  void varint_cutOrTooLong_isNone(String hex) {
    assertNoMessage(() -> reader(hex).varint());
    assertNoMessage(() -> reader(hex).truth());
  }

  @Test
  void truth_anyBit_isTrue() throws MalformedRequest {
    assertFalse(reader("00").truth());
    assertFalse(reader("808000").truth());
    assertTrue(reader("01").truth());
    assertTrue(reader("80808080808080808001").truth(), "the highest bit");
  }

  @Test
  void number_eightBytes_isADouble() throws MalformedRequest {
    ProtoReader in = reader("000000000000f83f 182d4454fb2109c0 05");
    assertEquals(1.5, in.number());
    assertEquals(-Math.PI, in.number());
    assertEquals(5, in.varint());
    assertNoMessage(() -> reader("00000000000000").number());
    assertNoMessage(() -> reader("").number());
    ProtoReader cut = reader("05 00000000000000");
    assertEquals(5, cut.varint());
    assertNoMessage(cut::number);
  }

  @Test
  void tag_ofAField_isThatOfProtobuf() {
    assertEquals(0b111_010, ProtoReader.bytes(FIELD));
    assertEquals(0b111_000, ProtoReader.varint(FIELD));
    assertEquals(0b111_001, ProtoReader.fixed64(FIELD));
  }

  @Test
  void enter_message_endsWhereItsLengthSays() throws MalformedRequest {
    ProtoReader in = reader("03 01 02 03 04");
    int around = in.enter();
    assertEquals(1, in.varint());
    assertEquals(2, in.varint());
    assertTrue(in.more());
    assertEquals(3, in.varint());
    assertFalse(in.more());
    assertNoMessage(in::varint);
    in.leave(around);
    assertTrue(in.more());
    assertEquals(4, in.varint());
  }

  @Test
  void enter_lengthBeyondTheEnd_isNoMessage() throws MalformedRequest {
    assertEquals(3, reader("02 01 01").enter());
    assertNoMessage(() -> reader("03 01 01").enter());
    assertNoMessage(() -> reader("ffffffff0f 01").enter());
  }

  @Test
  void string_asciiOrNot_isItsText() throws MalformedRequest {
    ProtoReader in = reader("03 616e61 04 c3bcc39f 00 05");
    in.string();
    assertEquals("ana", in.text());
    in.string();
    assertEquals("\u00fc\u00df", in.text());
    in.string();
    assertEquals("", in.text());
    assertEquals(5, in.varint());
  }

  @Test
  void string_notUtf8OrCut_isRefused() {
    MalformedRequest refused =
        assertThrows(MalformedRequest.class, () -> reader("02 c3c3").string());
    assertEquals("a string of the message is not valid UTF-8", refused.problem());
    assertNoMessage(() -> reader("03 6161").string());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8001",
    "1, 0102030405060708",
    "2, 03010203",
    "2, 00",
    "5, 01020304",
  })
  void skip_valueOfEachKind_isReadOverAndCutIsNone(int kind, String value) throws MalformedRequest {
    int tag = FIELD << 3 | kind;
    ProtoReader in = reader(value + "05");
    in.skip(tag);
    assertEquals(5, in.varint());
    byte[] bytes = hex(value);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertNoMessage(() -> reader(cut).skip(tag));
    ProtoReader later = reader("0505" + HexFormat.of().formatHex(cut));
    assertEquals(10, later.varint() + later.varint());
    assertNoMessage(() -> later.skip(tag));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5, 7, FIELD << 3 | 4, FIELD << 3 | 6, FIELD << 3 | 7})
  void skip_tagThatIsNone_isNoMessage(int tag) {
    assertNoMessage(() -> reader("00000000000000000000").skip(tag));
  }

  @Test
  void skip_group_endsWithItsOwnTag() throws MalformedRequest {
    ProtoReader in = reader("08 01 13 14 12 01 aa 3c 05");
    in.skip(FIELD << 3 | WireFormat.WIRETYPE_START_GROUP);
    assertEquals(5, in.varint());
    assertNoMessage(() -> reader("08 01 44").skip(FIELD << 3 | WireFormat.WIRETYPE_START_GROUP));
    assertNoMessage(() -> reader("08 01").skip(FIELD << 3 | WireFormat.WIRETYPE_START_GROUP));
  }

  @Test
  void skip_groupsInOneAnother_areTakenToAHundred() throws MalformedRequest {
    ProtoReader in = reader(groups(100));
    in.skip(FIELD << 3 | WireFormat.WIRETYPE_START_GROUP);
    assertFalse(in.more());
    assertNoMessage(() -> reader(groups(101)).skip(FIELD << 3 | WireFormat.WIRETYPE_START_GROUP));
  }

  /** So many groups, of which the first tag has been read. */
  private static byte[] groups(int levels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 1; i < levels; i++) {
      bytes.writeBytes(Wire.number(FIELD << 3 | WireFormat.WIRETYPE_START_GROUP));
    }
    for (int i = 0; i < levels; i++) {
      bytes.writeBytes(Wire.number(FIELD << 3 | WireFormat.WIRETYPE_END_GROUP));
    }
    return bytes.toByteArray();
  }
}
