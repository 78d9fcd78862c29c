package dev.portreeve.sidecar.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.ItemError;
import dev.portreeve.proto.v1.Outcome;
import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.answer.ErrorCode;
import dev.portreeve.sidecar.answer.ItemFailure;
import dev.portreeve.sidecar.check.MalformedRequest;
import dev.portreeve.sidecar.json.AnswerEncoder;
import dev.portreeve.sidecar.testing.ToldDecisions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers as messages, and messages as the JSON that means the same. */
class AnswerConversionTest {
  private static final AnswerEncoder JSON = new AnswerEncoder();

  private static CheckResponse told(Answer answer) {
    try {
      return CheckResponse.parseFrom(AnswerConversion.encode(answer));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject json(Answer answer) {
    return new JsonObject(new String(JSON.encode(answer), StandardCharsets.UTF_8));
  }

  /** What an answer's message says is what its JSON says. */
  private static void assertAlike(Answer answer) {
    assertEquals(json(answer), new JsonObject(ProtoJson.answer(told(answer))));
  }

  @Test
  void encode_outcomes_areThoseOfTheMessage() {
    CheckResponse permit = told(EncodedDecision.once(ToldDecisions.permit(), "v1", "t1"));
    assertEquals(
        CheckResponse.newBuilder().setDecision(true).setOutcome(Outcome.OUTCOME_PERMIT).build(),
        permit);
    assertEquals(
        Outcome.OUTCOME_DENY,
        told(EncodedDecision.once(ToldDecisions.deny(""), "", "")).getOutcome());
    CheckResponse held = told(EncodedDecision.once(ToldDecisions.held(), "", ""));
    assertEquals(Outcome.OUTCOME_NEEDS_APPROVAL, held.getOutcome());
    assertFalse(held.getDecision());
    assertFalse(held.hasDetails());
  }

  @Test
  void encode_everythingThatADecisionMaySay_meansWhatItsJsonDoes() {
    for (Decision decision :
        List.of(
            ToldDecisions.permit(),
            ToldDecisions.deny(""),
            ToldDecisions.deny("r"),
            ToldDecisions.held(),
            ToldDecisions.everything())) {
      for (String version : List.of("", "t1", "t".repeat(127))) {
        EncodedDecision answer = EncodedDecision.once(decision, "v1", version);
        assertAlike(answer);
        if (!decision.bare()) {
          assertEquals(version, told(answer).getTeamVersion());
          assertAlike(answer.identified("d-1"));
          assertAlike(answer.reporting(ToldDecisions.unknown()).identified("d-1"));
        }
      }
    }
  }

  @Test
  void encode_extrasOfAnOutcomeAlone_areTold() {
    EncodedDecision answer = EncodedDecision.once(ToldDecisions.permit(), "v1", "t1");
    assertEquals("d-1", told(answer.identified("d-1")).getDecisionId());
    CheckResponse reported = told(answer.reporting(ToldDecisions.unknown()));
    assertEquals("subject.role", reported.getUnknownFacts(0).getDidYouMean());
    assertEquals("extra", reported.getUnknownFacts(1).getField());
    assertEquals(2, reported.getUnknownFactsCount());
    assertTrue(reported.getTeamVersion().isEmpty());
  }

  @Test
  void encode_itemThatIsAtFault_saysWhichAndWhy() {
    ItemFailure failure = new ItemFailure("no", "evaluations[1]", ErrorCode.TOO_LARGE);
    ItemError error =
        ItemError.newBuilder()
            .setMessage("no")
            .setField("evaluations[1]")
            .setCode("too_large")
            .build();
    assertEquals(CheckResponse.newBuilder().setError(error).build(), told(failure));
    assertEquals(
        Map.of(
            "decision",
            false,
            "context",
            Map.of(
                "error", Map.of("message", "no", "field", "evaluations[1]", "code", "too_large"))),
        ProtoJson.answer(told(failure)));
  }

  @Test
  void encodeAll_items_standInTheirOrder() throws Exception {
    List<Answer> answers =
        List.of(
            EncodedDecision.once(ToldDecisions.permit(), "", ""),
            new ItemFailure("no", "evaluations[1]", ErrorCode.INVALID_REQUEST),
            EncodedDecision.once(ToldDecisions.everything(), "v1", "t1"));
    CheckBatchResponse told =
        CheckBatchResponse.parseFrom(AnswerConversion.encodeAll(answers).getBytes());
    assertEquals(
        answers.stream().map(AnswerConversionTest::told).toList(), told.getEvaluationsList());
  }

  @Test
  void request_membersOfEveryPart_standInTheMessage() throws Exception {
    String json =
        """
        {"subject":{"type":"user","id":"ana","properties":{"a":1}},
         "action":{"name":"door.open","properties":{"b":"x"}},
         "resource":{"type":"door","id":"d1","properties":{"c":[true,null]}},
         "context":{"d":{"e":2.5}}, "extra":1}
        """;
    CheckRequest request = ProtoJson.request(new JsonObject(json).getMap());
    assertEquals("user", request.getSubject().getType());
    assertEquals("ana", request.getSubject().getId());
    assertEquals(Map.of("a", 1.0), raw(request.getSubject().getProperties()));
    assertEquals("door.open", request.getAction().getName());
    assertEquals(Map.of("b", "x"), raw(request.getAction().getProperties()));
    assertEquals("door", request.getResource().getType());
    assertEquals("d1", request.getResource().getId());
    assertEquals(
        Map.of("c", List.of(true, JsonNull.INSTANCE)), raw(request.getResource().getProperties()));
    assertEquals(Map.of("d", Map.of("e", 2.5)), raw(request.getContext()));
  }

  private static Object raw(Struct struct) throws MalformedRequest {
    return StructValues.raw(Value.newBuilder().setStructValue(struct).build(), "");
  }

  @Test
  void request_partsThatAreNone_areLeftOut() {
    CheckRequest request =
        ProtoJson.request(Map.of("subject", "ana", "action", 1, "resource", List.of()));
    assertFalse(request.hasSubject() || request.hasAction() || request.hasResource());
    CheckRequest illTyped = ProtoJson.request(Map.of("subject", Map.of("id", 1, "properties", 2)));
    assertEquals("", illTyped.getSubject().getId());
    assertEquals(0, illTyped.getSubject().getProperties().getFieldsCount());
  }

  @Test
  void raw_valueWithoutAKind_isNamedWhereItStands() {
    Struct inner = Struct.newBuilder().putFields("b", Value.getDefaultInstance()).build();
    ListValue two =
        ListValue.newBuilder()
            .addValues(Value.newBuilder().setNumberValue(1))
            .addValues(Value.newBuilder().setStructValue(inner))
            .build();
    Value list = Value.newBuilder().setListValue(two).build();
    MalformedRequest refused =
        assertThrows(MalformedRequest.class, () -> StructValues.raw(list, "context.a"));
    assertEquals("context.a[1].b", refused.field());
    assertEquals("`context.a[1].b` has no value", refused.problem());
    CheckResponse response = CheckResponse.newBuilder().setDetails(inner).setReason("r").build();
    assertThrows(IllegalArgumentException.class, () -> ProtoJson.answer(response));
  }

  @Test
  void struct_values_areThoseOfJson() {
    Struct struct = StructValues.struct(new JsonObject("{\"a\":null}").getMap());
    Value none = Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
    assertEquals(none, struct.getFieldsOrThrow("a"));
    Map<String, JsonNull> noted = Map.of("a", JsonNull.INSTANCE);
    assertEquals(none, StructValues.struct(noted).getFieldsOrThrow("a"));
    assertThrows(IllegalStateException.class, () -> StructValues.struct(Map.of("x", new Object())));
  }

  @Test
  void answer_numbers_areWholeWhereTheyCanBe() {
    double most = 1L << 53;
    Struct details =
        StructValues.struct(Map.of("a", 3.0, "b", 2.5, "c", most, "d", most - 1, "e", -most + 1));
    CheckResponse response = CheckResponse.newBuilder().setReason("r").setDetails(details).build();
    Map<?, ?> context = (Map<?, ?>) ProtoJson.answer(response).get("context");
    assertEquals(3L, context.get("a"));
    assertEquals(2.5, context.get("b"));
    assertEquals(most, context.get("c"));
    assertEquals((1L << 53) - 1, context.get("d"));
    assertEquals(1 - (1L << 53), context.get("e"));
  }

  @Test
  void parse_bytesThatAreNoMessage_areRefused() throws Exception {
    CheckRequest request =
        ProtoJson.request(Map.of("subject", Map.of("type", "user", "id", "ana")));
    byte[] message = request.toByteArray();
    assertEquals(request, ProtoParsing.parse(CheckRequest.parser(), message));
    byte[] cut = Arrays.copyOf(message, message.length - 1);
    MalformedRequest refused =
        assertThrows(MalformedRequest.class, () -> ProtoParsing.parse(CheckRequest.parser(), cut));
    assertEquals("not a message of this method", refused.problem());
  }
}
