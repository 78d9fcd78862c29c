package dev.portreeve.sidecar.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.sidecar.check.AnswerDetail;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchBuilder;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchOptions.Defaults;
import dev.portreeve.sidecar.check.BatchSemantic;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.testing.DoorSchema;
import dev.portreeve.sidecar.testing.FrameText;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checks and batches say in protobuf, and what is said of those that say it wrong. */
class ProtoDecodersTest {
  private static final String S = "'subject':{'type':'user','id':'ana'}";
  private static final String A = "'action':{'name':'door.open'}";
  private static final String R = "'resource':{'type':'door','id':'d1'}";
  private static final String PARTS = S + "," + A + "," + R;
  private static final String FRAME = "user ana\ndoor.open\ndoor d1";

  private static CheckRequest request(String json) {
    return ProtoJson.request(
        new JsonObject(json.replace("PARTS", PARTS).replace('\'', '"')).getMap());
  }

  private static Frame check(byte[] message) throws RequestRefused {
    return new ProtoCheckDecoder(DoorSchema.REPORTING)
        .decode(message, message.length, DoorSchema.SYMBOLS, Instant.EPOCH);
  }

  private static Batch batch(CheckBatchRequest message) throws RequestRefused {
    return new ProtoBatchDecoder(DoorSchema.REPORTING)
        .decode(message.toByteArray(), DoorSchema.SYMBOLS, Instant.EPOCH);
  }

  private static String told(RequestRefused refused) {
    return refused.field() + ": " + refused.problem();
  }

  @Test
  void check_everyPart_isRead() throws RequestRefused {
    CheckRequest request =
        request(
            "{'subject':{'type':'user','id':'ana','properties':"
                + "{'badge':true,'level':3,'groups':['a','b']}},"
                + "'action':{'name':'door.open','properties':{}},"
                + "'resource':{'type':'door','id':'d1','properties':{'team':'t'}},"
                + "'context':{'note':'n'}}");
    Frame frame = check(request.toByteArray());
    for (String fact :
        List.of("badge = Boolean true", "groups = [String a, String b]", "team = String t")) {
      assertTrue(FrameText.of(frame).contains(fact), FrameText.of(frame));
    }
    assertTrue(FrameText.of(frame).startsWith(FRAME + "\n"));
    assertTrue(FrameText.of(frame).contains("context.note = String n"));
    assertEquals(List.of(), DoorSchema.unknown(frame));
  }

  @Test
  void check_undeclaredFacts_areNamed() throws RequestRefused {
    CheckRequest request =
        request(
            "{'subject':{'type':'user','id':'ana','properties':{'bage':true}},"
                + "'action':{'name':'door.open','properties':{'x':1}},"
                + R
                + ",'context':{'other':{'y':[1]}}}");
    assertEquals(
        Set.of("subject.properties.bage", "action.properties.x", "context.other"),
        Set.copyOf(DoorSchema.unknown(check(request.toByteArray()))));
  }

  @Test
  void check_whatStandsBehindTheMessage_isNotRead() throws RequestRefused {
    byte[] whole = request("{PARTS}").toByteArray();
    byte[] more = request("{'context':{'note':'n'}}").toByteArray();
    byte[] longer = ByteString.copyFrom(whole).concat(ByteString.copyFrom(more)).toByteArray();
    Frame frame =
        new ProtoCheckDecoder(DoorSchema.REPORTING)
            .decode(longer, whole.length, DoorSchema.SYMBOLS, Instant.EPOCH);
    assertEquals(FRAME, FrameText.of(frame));
  }

  @Test
  void check_valueGivenTwice_isMergedOrTheLast() throws RequestRefused {
    Value first = StructValues.struct(Map.of("v", List.of("a"))).getFieldsOrThrow("v");
    Value second = StructValues.struct(Map.of("v", List.of("b"))).getFieldsOrThrow("v");
    assertTrue(
        FrameText.of(check(fact("groups", first.toByteString().concat(second.toByteString()))))
            .contains("groups = [String a, String b]"));
    ByteString flags =
        Value.newBuilder()
            .setBoolValue(true)
            .build()
            .toByteString()
            .concat(Value.newBuilder().setBoolValue(false).build().toByteString());
    assertTrue(FrameText.of(check(fact("badge", flags))).contains("badge = Boolean false"));
  }

  /** A check with one fact of the subject, whose value is these bytes of fields. */
  private static byte[] fact(String name, ByteString value) {
    ByteString entry = ByteString.copyFrom(Wire.bytes(1, name)).concat(wire(2, value));
    ByteString subject = wire(3, wire(1, entry)); // properties
    return request("{PARTS}").toByteString().concat(wire(1, subject)).toByteArray();
  }

  private static ByteString wire(int field, ByteString content) {
    return ByteString.copyFrom(Wire.bytes(field, content.toByteArray()));
  }

  @Test
  void check_factWithoutAValue_isNamed() {
    for (ByteString value :
        List.of(ByteString.EMPTY, wire(6, wire(1, ByteString.EMPTY)), list("", "a"))) {
      RequestRefused refused =
          assertThrows(RequestRefused.class, () -> check(fact("groups", value)));
      assertEquals(
          "subject.properties.groups: `subject.properties.groups` has no value", told(refused));
    }
    ByteString inAStruct = wire(5, wire(1, wire(1, ByteString.copyFromUtf8("k"))));
    RequestRefused refused =
        assertThrows(RequestRefused.class, () -> check(fact("level", inAStruct)));
    assertEquals("subject.properties.level", refused.field());
  }

  @Test
  void check_factOfAnySlotWithoutAValue_isNamed() throws RequestRefused {
    for (Fact fact : DoorSchema.SCHEMA.facts()) {
      if (fact.entity() == Entity.SUBJECT) {
        RequestRefused refused =
            assertThrows(RequestRefused.class, () -> check(fact(fact.name(), ByteString.EMPTY)));
        assertEquals(fact.path(), refused.field());
        assertNotNull(check(fact(fact.name(), bool())).value(fact.slot()), fact.path());
      }
    }
  }

  @Test
  void message_unknownFieldsInEveryPart_areReadOver() throws RequestRefused {
    ByteString list = unknown().concat(wire(1, unknown().concat(text(3, "a"))));
    ByteString name = unknown().concat(text(1, "name")).concat(value(text(3, "bo")));
    ByteString other = text(1, "other").concat(value(text(3, "x")));
    ByteString owner = unknown().concat(wire(1, other)).concat(wire(1, name)).concat(unknown());
    ByteString properties =
        unknown()
            .concat(entry("groups", wire(6, list)))
            .concat(entry("owner", wire(5, wire(1, other)).concat(wire(5, owner))))
            .concat(entry("badge", bool()))
            .concat(entry("level", ByteString.copyFrom(Wire.varint(1, 0))));
    ByteString subject =
        wire(3, properties).concat(unknown()).concat(text(1, "user")).concat(text(2, "ana"));
    ByteString action = wire(2, ByteString.EMPTY).concat(unknown()).concat(text(1, "door.open"));
    ByteString door = text(1, "door").concat(unknown()).concat(text(2, "d1"));
    ByteString message =
        unknown().concat(wire(1, subject)).concat(wire(2, action)).concat(wire(3, door));
    String frame = FrameText.of(check(message.toByteArray()));
    assertTrue(frame.startsWith(FRAME + "\n"), frame);
    for (String fact :
        List.of("badge = Boolean true", "groups = [String a]", "owner = {true String bo}")) {
      assertTrue(frame.contains(fact), frame);
    }
    ByteString options = wire(6, unknown().concat(ByteString.copyFrom(Wire.varint(2, 1))));
    Batch batch =
        new ProtoBatchDecoder(Limits.DEFAULT)
            .decode(
                options.concat(wire(5, message)).concat(unknown()).toByteArray(),
                DoorSchema.SYMBOLS,
                Instant.EPOCH);
    assertEquals(List.of(frame), DoorSchema.items(new BatchBuilder.Request.Several(batch)));
  }

  /** A field of bytes that are no fields, should somebody read them as such. */
  private static ByteString unknown() {
    return wire(15, ByteString.copyFrom(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}));
  }

  private static ByteString text(int field, String text) {
    return ByteString.copyFrom(Wire.bytes(field, text));
  }

  private static ByteString value(ByteString kind) {
    return wire(2, unknown().concat(kind));
  }

  private static ByteString entry(String key, ByteString kind) {
    return wire(1, unknown().concat(text(1, key)).concat(value(kind)));
  }

  @Test
  void check_nothingMayBeNested_isRefused() {
    byte[] message = wire(1, text(1, "user").concat(text(2, "ana"))).toByteArray();
    ProtoCheckDecoder flat = new ProtoCheckDecoder(new Limits(1 << 16, 1 << 20, 3, 1));
    RequestRefused refused =
        assertThrows(
            RequestRefused.class,
            () -> flat.decode(message, message.length, DoorSchema.SYMBOLS, Instant.EPOCH));
    assertEquals("subject: the request is nested deeper than 1 levels", told(refused));
  }

  /** A list of texts, of which an empty one has no value. */
  private static ByteString list(String... texts) {
    ByteString elements = ByteString.EMPTY;
    for (String text : texts) {
      ByteString element =
          text.isEmpty() ? ByteString.EMPTY : wire(3, ByteString.copyFromUtf8(text));
      elements = elements.concat(wire(1, element));
    }
    return wire(6, elements);
  }

  @Test
  void check_factWithoutAValueBeforeAGoodOne_leavesThatOneAlone() throws RequestRefused {
    byte[] message = fact("undeclared", list("", "a"));
    byte[] both =
        ByteString.copyFrom(message)
            .concat(ByteString.copyFrom(fact("badge", bool())))
            .toByteArray();
    assertTrue(FrameText.of(check(both)).contains("badge = Boolean true"));
  }

  private static ByteString bool() {
    return Value.newBuilder().setBoolValue(true).build().toByteString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'subject':{'type':'user','id':'ana','properties':{'badge':[[[1]]]}},A,R} | subject",
        "{'subject':{'type':'user','id':'ana','properties':{'x':[[[1]]]}},A,R}     | subject",
        "{S,'action':{'name':'door.open','properties':{'x':{'a':[[1]]}}},R}        | action",
        "{S,A,R,'context':{'note':[[[[1]]]]}}                                      | context",
        "{S,A,R,'context':{'x':{'a':{'b':{'c':{}}}}}}                              | context",
      })
  void check_oneLevelTooDeep_isTooLarge(String json, String field) throws RequestRefused {
    String whole = json.replace("S,", S + ",").replace("A,", A + ",").replace(",R", "," + R);
    RequestRefused refused =
        assertThrows(RequestRefused.class, () -> check(request(whole).toByteArray()));
    assertEquals(field + ": the request is nested deeper than 5 levels", told(refused));
    String flatter = whole.replace("[1]", "1").replace("{'c':{}}", "1");
    assertTrue(FrameText.of(check(request(flatter).toByteArray())).startsWith(FRAME));
  }

  @Test
  void batch_items_takeTheDefaultsThatTheyLack() throws RequestRefused {
    CheckBatchRequest.Builder message = defaults();
    message.addEvaluations(CheckRequest.getDefaultInstance());
    message.addEvaluations(request("{'resource':{'type':'door','id':'d2'},'context':{'x':1}}"));
    Batch batch = batch(message.build());
    assertEquals(
        List.of(FRAME, FRAME.replace("d1", "d2")),
        DoorSchema.items(new BatchBuilder.Request.Several(batch)));
    assertEquals(
        List.of("evaluations[1].context.x"),
        DoorSchema.unknown(((BatchItem.Question) batch.items().get(1)).frame()));
    assertEquals(dev.portreeve.sidecar.check.BatchOptions.USUAL, batch.options());
  }

  private static CheckBatchRequest.Builder defaults() {
    CheckRequest parts = request("{PARTS}");
    return CheckBatchRequest.newBuilder()
        .setSubject(parts.getSubject())
        .setAction(parts.getAction())
        .setResource(parts.getResource());
  }

  @Test
  void batch_withoutItems_isOneCheckWorkedThroughAsUsual() throws RequestRefused {
    BatchOptions lean = BatchOptions.newBuilder().setContextValue(1).build();
    Batch batch = batch(defaults().setOptions(lean).build());
    assertEquals(List.of(FRAME), DoorSchema.items(new BatchBuilder.Request.Several(batch)));
    assertEquals(dev.portreeve.sidecar.check.BatchOptions.USUAL, batch.options());
  }

  @Test
  void batch_itemTooDeep_isThatItemsErrorAlone() throws RequestRefused {
    CheckRequest deep = request("{'context':{'x':[[1]]}}");
    CheckRequest flat = request("{'context':{'x':[1]}}");
    Batch batch = batch(defaults().addEvaluations(deep).addEvaluations(flat).build());
    assertEquals(
        List.of("the request is nested deeper than 5 levels", FRAME),
        DoorSchema.items(new BatchBuilder.Request.Several(batch)));
  }

  private static dev.portreeve.sidecar.check.BatchOptions options(BatchOptions options)
      throws RequestRefused {
    CheckRequest item = CheckRequest.getDefaultInstance();
    return batch(defaults().addEvaluations(item).setOptions(options).build()).options();
  }

  @Test
  void batch_options_areThoseOfTheirNumbers() throws RequestRefused {
    BatchSemantic[] semantics = {
      BatchSemantic.EXECUTE_ALL,
      BatchSemantic.EXECUTE_ALL,
      BatchSemantic.DENY_ON_FIRST_DENY,
      BatchSemantic.PERMIT_ON_FIRST_PERMIT
    };
    AnswerDetail[] details = {
      AnswerDetail.FULL, AnswerDetail.NONE, AnswerDetail.REASON, AnswerDetail.FULL
    };
    for (int number = 0; number < semantics.length; number++) {
      BatchOptions.Builder said = BatchOptions.newBuilder();
      assertEquals(
          semantics[number], options(said.setEvaluationsSemanticValue(number).build()).semantic());
      assertEquals(details[number], options(said.setContextValue(number).build()).detail());
      assertEquals(Defaults.REPLACED, options(said.build()).defaults());
      assertEquals(Defaults.MERGED, options(said.setMergeDefaults(true).build()).defaults());
    }
  }

  @Test
  void batch_optionsGivenAgain_areMergedAndUnknownFieldsReadOver() throws RequestRefused {
    ByteString merged = ByteString.copyFrom(Wire.varint(2, 1)).concat(wire(9, ByteString.EMPTY));
    ByteString twice = wire(6, merged).concat(wire(6, ByteString.copyFrom(Wire.varint(1, 2))));
    CheckBatchRequest request =
        defaults().addEvaluations(CheckRequest.getDefaultInstance()).build();
    int field = CheckBatchRequest.OPTIONS_FIELD_NUMBER;
    assertEquals(6, field, "the number that this test writes");
    Batch batch =
        new ProtoBatchDecoder(DoorSchema.REPORTING)
            .decode(
                request.toByteString().concat(twice).concat(wire(99, twice)).toByteArray(),
                DoorSchema.SYMBOLS,
                Instant.EPOCH);
    assertEquals(Defaults.MERGED, batch.options().defaults());
    assertEquals(BatchSemantic.DENY_ON_FIRST_DENY, batch.options().semantic());
  }

  @Test
  void batch_optionOfNoKnownNumber_isRefusedAndTheLastOneCounts() throws RequestRefused {
    RequestRefused semantic =
        assertThrows(
            RequestRefused.class,
            () -> options(BatchOptions.newBuilder().setEvaluationsSemanticValue(4).build()));
    assertEquals(
        "options.evaluations_semantic: `options.evaluations_semantic` is unknown", told(semantic));
    RequestRefused detail =
        assertThrows(
            RequestRefused.class,
            () -> options(BatchOptions.newBuilder().setContextValue(-1).build()));
    assertEquals("options.context: `options.context` is unknown", told(detail));
  }

  @Test
  void batch_moreItemsThanAllowed_isTooLarge() {
    CheckBatchRequest.Builder message = defaults();
    for (int i = 0; i < 4; i++) {
      message.addEvaluations(CheckRequest.getDefaultInstance());
    }
    RequestRefused refused = assertThrows(RequestRefused.class, () -> batch(message.build()));
    assertEquals(": the batch has more than 3 items", told(refused));
  }

  @Test
  void struct_ofNothing_hasNoFields() {
    assertEquals(Struct.getDefaultInstance(), StructValues.struct(Map.of()));
    assertFalse(request("{}").hasSubject());
  }
}
