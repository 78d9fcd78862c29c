package dev.portreeve.server.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.server.check.Batch;
import dev.portreeve.server.check.Item;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.check.MalformedRequest;
import dev.portreeve.server.check.RequestTooLarge;
import dev.portreeve.server.testing.FrameText;
import dev.portreeve.server.testing.ShippedRequests;
import dev.portreeve.server.vocabulary.NotPlain;
import dev.portreeve.server.vocabulary.Vocabulary;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The quick way through a message finds in it what protobuf does, or leaves it alone. */
class PlainMessageTest {
  private static final CheckDecoder DECODER = new CheckDecoder(Limits.DEFAULT);
  private static final BatchDecoder BATCHES = new BatchDecoder(Limits.DEFAULT);
  private static final int MUTANTS = 60;

  private static ShippedRequests shipped;
  private static Vocabulary words;
  private static CheckRequest request;

  @BeforeAll
  static void load() throws IOException {
    shipped = ShippedRequests.load();
    words = new Vocabulary(shipped.schema());
    request = WireJson.request(shipped.requests().get(0));
  }

  @Test
  void message_ofEveryCaseAndItsMutants_isDecodedAlike() {
    Random random = new Random(13);
    int plain = 0;
    int mutantsTaken = 0;
    int mutantsRefused = 0;
    for (Map<String, Object> json : shipped.requests()) {
      byte[] message = WireJson.request(json).toByteArray();
      plain += taken(message) ? 1 : 0;
      for (int i = 0; i < MUTANTS; i++) {
        if (taken(mutant(message, random))) {
          mutantsTaken++;
        } else {
          mutantsRefused++;
        }
      }
    }
    assertTrue(plain > 0.95 * shipped.requests().size(), plain + " of the cases are plain");
    assertTrue(mutantsTaken > 1_000, mutantsTaken + " mutants are plain");
    assertTrue(mutantsRefused > 1_000, mutantsRefused + " mutants are not plain");
  }

  @Test
  void batch_ofCasesAndItsMutants_isDecodedAlike() {
    Random random = new Random(14);
    int batches = 0;
    int plain = 0;
    int taken = 0;
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
          .map(WireJson::request)
          .forEach(batch::addEvaluations);
      batch.addEvaluations(CheckRequest.newBuilder().setContext(Struct.getDefaultInstance()));
      byte[] message = batch.build().toByteArray();
      batches++;
      plain += batchTaken(message) ? 1 : 0;
      for (int n = 0; n < MUTANTS; n++) {
        taken += batchTaken(mutant(message, random)) ? 1 : 0;
      }
    }
    assertTrue(plain > 0.95 * batches, plain + " batches are plain");
    assertTrue(taken > 1_000, taken + " mutants are plain");
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
      boolean unused = taken(Arrays.copyOf(whole, length));
    }
    assertTrue(taken(whole));
  }

  private static ByteString with(Subject subject) {
    return request.toBuilder().setSubject(subject).build().toByteString();
  }

  private static void notPlain(ByteString message) {
    assertThrows(NotPlain.class, () -> DECODER.plain(message.toByteArray(), words, Instant.EPOCH));
  }

  /** Whether the quick way takes a message; if so the general one must find the same in it. */
  private static boolean taken(byte[] message) {
    Frame plain;
    try {
      plain = DECODER.plain(message, words, Instant.EPOCH);
    } catch (NotPlain e) {
      return false;
    }
    try {
      Frame general = DECODER.general(message, words.schema(), Instant.EPOCH);
      assertEquals(FrameText.of(general), FrameText.of(plain), () -> hex(message));
    } catch (MalformedRequest | RequestTooLarge e) {
      fail("taken, though the general parser refuses it: " + hex(message), e);
    }
    return true;
  }

  private static boolean batchTaken(byte[] message) {
    Batch plain;
    try {
      plain = BATCHES.plain(message, words, Instant.EPOCH);
    } catch (NotPlain e) {
      return false;
    }
    try {
      Batch general = BATCHES.general(message, words.schema(), Instant.EPOCH);
      assertEquals(general.semantic(), plain.semantic());
      assertEquals(texts(general), texts(plain), () -> hex(message));
    } catch (MalformedRequest | RequestTooLarge e) {
      fail("taken, though the general parser refuses it: " + hex(message), e);
    }
    return true;
  }

  private static List<String> texts(Batch batch) {
    return batch.items().stream()
        .map(
            item ->
                item instanceof Item.Question question ? FrameText.of(question.frame()) : "" + item)
        .toList();
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

  private static String hex(byte[] message) {
    return HexFormat.of().formatHex(message);
  }
}
