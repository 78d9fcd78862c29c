package dev.portreeve.sidecar.conversion;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import dev.portreeve.sidecar.symbols.SymbolTable;
import dev.portreeve.sidecar.testing.BothWays;
import dev.portreeve.sidecar.testing.FrameText;
import dev.portreeve.sidecar.testing.ShippedRequests;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quick way through a message finds in it what protobuf does, or leaves it alone. */
class FastProtoReaderTest {
  private static final ProtoCheckDecoder DECODER = new ProtoCheckDecoder(Limits.DEFAULT);
  private static final ProtoBatchDecoder BATCHES = new ProtoBatchDecoder(Limits.DEFAULT);

  private static ShippedRequests shipped;
  private static SymbolTable words;
  private static CheckRequest request;

  private static final BothWays<Frame> CHECK =
      new BothWays<>(
          message -> DECODER.plain(message, message.length, words, Instant.EPOCH),
          message -> DECODER.general(message, words.schema(), Instant.EPOCH),
          FrameText::of,
          HexFormat.of()::formatHex);
  private static final BothWays<Batch> BATCH =
      new BothWays<>(
          message -> BATCHES.plain(message, words, Instant.EPOCH),
          message -> BATCHES.general(message, words.schema(), Instant.EPOCH),
          FrameText::of,
          HexFormat.of()::formatHex);

  @BeforeAll
  static void load() throws IOException {
    shipped = ShippedRequests.load();
    words = new SymbolTable(shipped.schema());
    request = ProtoJson.request(shipped.requests().get(0));
  }

  @Test
  void message_ofEveryCaseAndItsMutants_isDecodedAlike() {
    List<byte[]> messages =
        shipped.requests().stream().map(json -> ProtoJson.request(json).toByteArray()).toList();
    CHECK.assertAlike(messages, FastProtoReaderTest::mutant, new Random(13));
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
                          EvaluationsSemantic.EVALUATIONS_SEMANTIC_DENY_ON_FIRST_DENY));
      shipped.requests().subList(i, i + 3).stream()
          .map(ProtoJson::request)
          .forEach(batch::addEvaluations);
      batch.addEvaluations(CheckRequest.newBuilder().setContext(Struct.getDefaultInstance()));
      messages.add(batch.build().toByteArray());
    }
    BATCH.assertAlike(messages, FastProtoReaderTest::mutant, new Random(14));
  }

  @Test
  void message_partGivenTwice_isLeftToProtobuf() {
    notPlain(request.toByteString().concat(request.toByteString()));
  }

  @Test
  void message_unknownField_isLeftToProtobuf() {
    UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
    UnknownFieldSet unknown = UnknownFieldSet.newBuilder().addField(9, field).build();
    notPlain(request.toBuilder().setUnknownFields(unknown).build().toByteString());
  }

  @Test
  void message_emptyIdOrNull_isLeftToProtobuf() {
    Subject subject = request.getSubject();
    notPlain(with(subject.toBuilder().clearId().build()));
    Struct none = Struct.newBuilder().putFields("signed_in", Value.newBuilder().build()).build();
    notPlain(with(subject.toBuilder().setProperties(none).build()));
    Struct nothing =
        Struct.newBuilder()
            .putFields("signed_in", Value.newBuilder().setNullValueValue(0).build())
            .build();
    notPlain(with(subject.toBuilder().setProperties(nothing).build()));
  }

  @Test
  void message_cutAnywhere_isLeftToProtobufOrWhole() {
    byte[] whole = request.toByteArray();
    for (int length = 0; length < whole.length; length++) {
      boolean unused = CHECK.taken(Arrays.copyOf(whole, length));
    }
    assertTrue(CHECK.taken(whole));
  }

  private static ByteString with(Subject subject) {
    return request.toBuilder().setSubject(subject).build().toByteString();
  }

  private static void notPlain(ByteString message) {
    byte[] bytes = message.toByteArray();
    assertThrows(
        FastPathMiss.class, () -> DECODER.plain(bytes, bytes.length, words, Instant.EPOCH));
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
