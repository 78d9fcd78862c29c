package dev.portreeve.sidecar.conversion;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.sidecar.testing.BothWays;
import dev.portreeve.sidecar.testing.FrameText;
import dev.portreeve.sidecar.testing.Seeds;
import dev.portreeve.sidecar.testing.ShippedRequests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader finds in a message what generated messages do, and refuses what they refuse. */
class ProtoReaderTest {
  private static final ProtoCheckDecoder DECODER = new ProtoCheckDecoder(Limits.DEFAULT);
  private static final ProtoBatchDecoder BATCHES = new ProtoBatchDecoder(Limits.DEFAULT);

  private static ShippedRequests shipped;
  private static SymbolTable symbols;
  private static CheckRequest request;
  private static GeneratedFrames oracle;

  static final BothWays CHECK =
      new BothWays(
          message -> FrameText.of(DECODER.decode(message, message.length, symbols, Instant.EPOCH)),
          message -> oracle.check(message),
          HexFormat.of()::formatHex);
  static final BothWays BATCH =
      new BothWays(
          message -> FrameText.of(BATCHES.decode(message, symbols, Instant.EPOCH)),
          message -> oracle.batch(message),
          HexFormat.of()::formatHex);

  @BeforeAll
  static void load() throws IOException {
    shipped = ShippedRequests.load();
    symbols = new SymbolTable(shipped.schema());
    oracle = new GeneratedFrames(symbols, Limits.DEFAULT);
    request = ProtoJson.request(shipped.requests().get(0));
  }

  @Test
  void message_ofEveryCaseAndItsMutants_isDecodedAlike() {
    List<byte[]> messages =
        shipped.requests().stream().map(json -> ProtoJson.request(json).toByteArray()).toList();
    CHECK.assertAlike(messages, ProtoReaderTest::mutant, Seeds.fresh());
  }

  @Test
  void batch_ofCasesAndItsMutants_isDecodedAlike() {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i + 3 < shipped.requests().size(); i += 3) {
      CheckBatchRequest.Builder batch =
          CheckBatchRequest.newBuilder()
              .setSubject(request.getSubject())
              .setAction(request.getAction())
              .setResource(request.getResource())
              .setOptions(
                  BatchOptions.newBuilder()
                      .setEvaluationsSemantic(
                          EvaluationsSemantic.EVALUATIONS_SEMANTIC_DENY_ON_FIRST_DENY)
                      .setMergeDefaults(i % 2 == 0)
                      .setContextValue(i % 4));
      shipped.requests().subList(i, i + 3).stream()
          .map(ProtoJson::request)
          .forEach(batch::addEvaluations);
      batch.addEvaluations(CheckRequest.newBuilder().setContext(Struct.getDefaultInstance()));
      messages.add(batch.build().toByteArray());
    }
    BATCH.assertAlike(messages, ProtoReaderTest::mutant, Seeds.fresh());
  }

  @Test
  void message_partGivenTwice_isMerged() {
    byte[] twice = request.toByteString().concat(request.toByteString()).toByteArray();
    assertTrue(CHECK.taken(twice));
    Subject half = Subject.newBuilder().setId("bob").build();
    byte[] merged =
        request
            .toByteString()
            .concat(CheckRequest.newBuilder().setSubject(half).build().toByteString())
            .toByteArray();
    assertTrue(CHECK.taken(merged));
  }

  @Test
  void message_unknownFields_areReadOver() {
    UnknownFieldSet group = UnknownFieldSet.newBuilder().addField(1, field(7)).build();
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(9, field(1L << 60))
            .addField(
                10,
                UnknownFieldSet.Field.newBuilder()
                    .addFixed32(1)
                    .addFixed64(2)
                    .addLengthDelimited(ByteString.copyFromUtf8("x"))
                    .addGroup(group)
                    .build())
            .build();
    Subject subject = request.getSubject().toBuilder().setUnknownFields(unknown).build();
    CheckRequest all = request.toBuilder().setUnknownFields(unknown).setSubject(subject).build();
    assertTrue(CHECK.taken(all.toByteArray()));
  }

  private static UnknownFieldSet.Field field(long number) {
    return UnknownFieldSet.Field.newBuilder().addVarint(number).build();
  }

  @Test
  void message_emptyIdOrNoValue_isRefusedAndNullIsNot() {
    Subject subject = request.getSubject();
    assertFalse(CHECK.taken(with(subject.toBuilder().clearId().build())));
    assertFalse(CHECK.taken(with(property("signed_in", Value.getDefaultInstance()))));
    Value list =
        Value.newBuilder()
            .setListValue(ListValue.newBuilder().addValues(Value.getDefaultInstance()))
            .build();
    assertFalse(CHECK.taken(with(property("signed_in", list))));
    assertTrue(CHECK.taken(with(property("undeclared", Value.getDefaultInstance()))));
    assertTrue(
        CHECK.taken(with(property("signed_in", Value.newBuilder().setNullValueValue(0).build()))));
  }

  @Test
  void message_notUtf8_isRefusedAndOtherLettersAreNot() {
    byte[] good =
        with(request.getSubject().toBuilder().setId("gr\u00fc\u00dfe \ud83d\ude00").build());
    assertTrue(CHECK.taken(good));
    String text = new String(good, StandardCharsets.ISO_8859_1);
    for (String wrong : List.of("\u00c1\u00a3", "\u00c3A", "\u00ff\u00ff")) {
      byte[] bad = text.replaceFirst("\u00c3\u00bc", wrong).getBytes(StandardCharsets.ISO_8859_1);
      assertFalse(CHECK.taken(bad));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 28, 29, 30, 31, 500, 1_000, 4_000})
  void message_nestedDeep_isTakenAsDeepAsTheLimit(int levels) throws Exception {
    for (String name : List.of("signed_in", "undeclared")) {
      byte[] message = nested(levels, name);
      if (levels <= 29) {
        assertTrue(CHECK.taken(message));
      } else {
        assertThrows(
            RequestTooLarge.class,
            () -> DECODER.decode(message, message.length, symbols, Instant.EPOCH));
      }
    }
  }

  /** A request of which one property is so many structs in one another, made without recursion. */
  private static byte[] nested(int levels, String name) {
    ByteString value = Value.newBuilder().setBoolValue(true).build().toByteString();
    for (int i = 0; i <= levels; i++) {
      String key = i == levels ? name : "a";
      ByteString entry = field(1, ByteString.copyFromUtf8(key)).concat(field(2, value));
      ByteString struct = field(Struct.FIELDS_FIELD_NUMBER, entry);
      value = i == levels ? struct : field(Value.STRUCT_VALUE_FIELD_NUMBER, struct);
    }
    ByteString subject = field(Subject.PROPERTIES_FIELD_NUMBER, value);
    return request.toBuilder()
        .clearSubject()
        .setSubject(Subject.newBuilder().setType("user").setId("ana"))
        .build()
        .toByteString()
        .concat(field(CheckRequest.SUBJECT_FIELD_NUMBER, subject))
        .toByteArray();
  }

  private static ByteString field(int number, ByteString value) {
    ByteString.Output out = ByteString.newOutput();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    try {
      coded.writeBytes(number, value);
      coded.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteString();
  }

  @Test
  void message_cutAnywhere_isRefusedOrWhole() {
    byte[] whole = request.toByteArray();
    for (int length = 0; length < whole.length; length++) {
      boolean unused = CHECK.taken(Arrays.copyOf(whole, length));
    }
    assertTrue(CHECK.taken(whole));
  }

  private static Subject property(String name, Value value) {
    return request.getSubject().toBuilder()
        .setProperties(Struct.newBuilder().putFields(name, value))
        .build();
  }

  private static byte[] with(Subject subject) {
    return request.toBuilder().setSubject(subject).build().toByteArray();
  }

  /** The message with one to three small changes. */
  private static byte[] mutant(byte[] message, Random random) {
    byte[] mutant = message.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] += (byte) (random.nextBoolean() ? 1 : -1);
        default -> mutant[at] = mutant[random.nextInt(mutant.length)];
      }
    }
    return mutant;
  }
}
