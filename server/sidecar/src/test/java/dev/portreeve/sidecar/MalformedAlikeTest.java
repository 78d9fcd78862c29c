package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.ItemError;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawCall;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.ServerPair;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed requests, each in JSON and in protobuf: refused alike, with the same words. */
class MalformedAlikeTest {
  private static final String S = "'subject':{'type':'user','id':'ana'}";
  private static final String A = "'action':{'name':'door.knock'}";
  private static final String R = "'resource':{'type':'door','id':'d1'}";
  private static ServerPair servers;

  @BeforeAll
  static void start() {
    servers = ServerPair.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{}                                                        | subject",
        "{A,R}                                                     | subject",
        "{S,R}                                                     | action",
        "{S,A}                                                     | resource",
        "{'subject':{},A,R}                                        | subject.type",
        "{'subject':{'id':'ana'},A,R}                              | subject.type",
        "{'subject':{'type':'','id':'ana'},A,R}                    | subject.type",
        "{'subject':{'type':'user'},A,R}                           | subject.id",
        "{'subject':{'type':'user','id':''},A,R}                   | subject.id",
        "{S,'action':{},R}                                         | action.name",
        "{S,'action':{'name':''},R}                                | action.name",
        "{S,A,'resource':{'id':'d1'}}                              | resource.type",
        "{S,A,'resource':{'type':'','id':'d1'}}                    | resource.type",
        "{S,A,'resource':{'type':'door'}}                          | resource.id",
        "{S,A,'resource':{'type':'door','id':''}}                  | resource.id",
        "{'subject':{'type':'user','id':''},'action':{'name':''},R} | subject.id",
      })
  void check_malformed_isRefusedAlike(String text, String field) throws IOException {
    String json = json(text);
    byte[] message = ProtoJson.request(new JsonObject(json).getMap()).toByteArray();
    byte[] absent = present(json, message);
    String said = "`" + field + "` is required and must not be empty";
    for (RunningServer one : servers.both()) {
      JsonObject refused = refused(one, DoorRequests.CHECK_PATH, json, 400);
      assertEquals(field, refused.getString("field"));
      assertEquals(said, refused.getString("error"));
      assertCall(one, DoorRequests.GRPC_CHECK, absent, 3, field + ": " + said);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{A,R}                                     | evaluations[1].subject",
        "{'subject':{'type':'user','id':''},A,R}   | evaluations[1].subject.id",
        "{S,'action':{'name':''},R}                | evaluations[1].action.name",
        "{S,A,'resource':{'type':'door'}}          | evaluations[1].resource.id",
      })
  void item_malformed_isThatItemsErrorAlike(String text, String field) throws IOException {
    JsonObject good = new JsonObject(json("{S,A,R}"));
    JsonObject bad = new JsonObject(json(text));
    JsonObject json =
        new JsonObject().put("evaluations", new JsonArray().add(good).add(bad).add(good));
    byte[] bytes = present(bad.encode(), ProtoJson.request(bad.getMap()).toByteArray());
    CheckRequest whole = ProtoJson.request(good.getMap());
    CheckBatchRequest batch =
        CheckBatchRequest.newBuilder()
            .addEvaluations(whole)
            .addEvaluations(CheckRequest.parseFrom(bytes))
            .addEvaluations(whole)
            .build();
    String said = "`" + field + "` is required and must not be empty";
    JsonArray answers =
        new JsonObject(answer(servers.on(), DoorRequests.BATCH_PATH, json.encode(), 200))
            .getJsonArray("evaluations");
    JsonObject error = answers.getJsonObject(1).getJsonObject("context").getJsonObject("error");
    assertEquals(field, error.getString("field"));
    assertEquals(said, error.getString("message"));
    assertEquals("invalid_request", error.getString("code"));
    assertEquals(400, error.getInteger("status"));
    CheckBatchResponse response = servers.on().grpc().checkBatch(batch);
    assertEquals(
        ItemError.newBuilder().setField(field).setMessage(said).setCode("invalid_request").build(),
        response.getEvaluations(1).getError());
    assertEquals(3, answers.size());
    assertEquals(answers.getJsonObject(0), answers.getJsonObject(2));
    assertEquals(response.getEvaluations(0), response.getEvaluations(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c1 a3", "e0 81 a1", "ed a0 80", "ff", "c3"})
  void check_notUtf8_isRefusedAlike(String hex) throws IOException {
    byte[] wrong = HexFormat.ofDelimiter(" ").parseHex(hex);
    for (String place : new String[] {"ana", "user", "door.knock", "d1", "door"}) {
      String odd = place + new String(wrong, StandardCharsets.ISO_8859_1);
      String json = json("{S,A,R}").replace("\"" + place + "\"", "\"" + odd + "\"");
      CheckRequest check = DoorRequests.grpcCheck();
      byte[] message = replaced(check, place, odd.getBytes(StandardCharsets.ISO_8859_1));
      for (RunningServer one : servers.both()) {
        JsonObject refused = refused(one, DoorRequests.CHECK_PATH, json, 400);
        assertTrue(refused.getString("error").startsWith("not valid UTF-8"), refused::encode);
        assertCall(one, DoorRequests.GRPC_CHECK, message, 3, "not valid UTF-8");
      }
    }
  }

  @Test
  void check_nestedTooDeep_isTooLargeAlike() throws IOException {
    for (int levels : new int[] {30, 200}) {
      String deep = "{'a':".repeat(levels) + "1" + "}".repeat(levels);
      String json = json("{'subject':{'type':'user','id':'ana','properties':{'x':DEEP}},A,R}");
      json = json.replace("DEEP", deep.replace('\'', '"'));
      byte[] message = ProtoJson.request(new JsonObject(json).getMap()).toByteArray();
      String said = "the request is nested deeper than 32 levels";
      for (RunningServer one : servers.both()) {
        assertEquals(said, refused(one, DoorRequests.CHECK_PATH, json, 413).getString("error"));
        assertCall(one, DoorRequests.GRPC_CHECK, message, 8, "subject: " + said);
      }
    }
  }

  @Test
  void item_nestedTooDeep_isThatItemsErrorAlike() throws IOException {
    String deep = "[".repeat(31) + "]".repeat(31);
    String item = json("{'subject':{'type':'user','id':'ana','properties':{'x':DEEP}},A,R}");
    JsonObject bad = new JsonObject(item.replace("DEEP", deep));
    JsonObject good = new JsonObject(json("{S,A,R}"));
    JsonArray items = new JsonArray().add(good).add(bad).add(good);
    JsonArray answers =
        new JsonObject(
                answer(
                    servers.on(),
                    DoorRequests.BATCH_PATH,
                    new JsonObject().put("evaluations", items).encode(),
                    200))
            .getJsonArray("evaluations");
    CheckRequest whole = ProtoJson.request(good.getMap());
    CheckBatchResponse response =
        servers
            .on()
            .grpc()
            .checkBatch(
                CheckBatchRequest.newBuilder()
                    .addEvaluations(whole)
                    .addEvaluations(ProtoJson.request(bad.getMap()))
                    .addEvaluations(whole)
                    .build());
    String field = "evaluations[1].subject";
    JsonObject error = answers.getJsonObject(1).getJsonObject("context").getJsonObject("error");
    assertEquals(field, error.getString("field"));
    assertEquals(field, response.getEvaluations(1).getError().getField());
    assertEquals(error.getString("message"), response.getEvaluations(1).getError().getMessage());
    assertEquals(answers.getJsonObject(0), answers.getJsonObject(2));
  }

  @Test
  void envoy_messageNestedThousandDeep_isRefused() {
    ByteString deep = ByteString.EMPTY;
    for (int i = 0; i < 1_000; i++) {
      deep = field(5, field(1, field(2, deep)));
    }
    byte[] metadata =
        field(1, field(11, field(1, field(2, field(1, field(2, deep)))))).toByteArray();
    assertCall(
        servers.on(), "/envoy.service.auth.v3.Authorization/Check", metadata, 3, "not a message");
  }

  private static ByteString field(int number, ByteString value) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build())
        .build()
        .toByteString();
  }

  /** The message with only those parts that the JSON has: an empty part is there all the same. */
  private static byte[] present(String json, byte[] message) throws InvalidProtocolBufferException {
    CheckRequest.Builder parts = CheckRequest.parseFrom(message).toBuilder();
    if (!new JsonObject(json).containsKey("context")) {
      parts.clearContext();
    }
    return parts.build().toByteArray();
  }

  /** The message with other bytes in the place of a string. */
  private static byte[] replaced(CheckRequest check, String place, byte[] wrong) {
    UnknownFieldSet.Builder message = UnknownFieldSet.newBuilder();
    String[][] parts = {
      {check.getSubject().getType(), check.getSubject().getId()},
      {check.getAction().getName()},
      {check.getResource().getType(), check.getResource().getId()}
    };
    for (int part = 0; part < parts.length; part++) {
      ByteString value = ByteString.EMPTY;
      for (int i = 0; i < parts[part].length; i++) {
        boolean here = parts[part][i].equals(place);
        ByteString text =
            here ? ByteString.copyFrom(wrong) : ByteString.copyFromUtf8(parts[part][i]);
        value = value.concat(field(i + 1, text));
      }
      message.mergeField(
          part + 1, UnknownFieldSet.Field.newBuilder().addLengthDelimited(value).build());
    }
    return message.build().toByteArray();
  }

  private static String json(String text) {
    return text.replaceAll("\\bS\\b", S)
        .replaceAll("\\bA\\b", A)
        .replaceAll("\\bR\\b", R)
        .replace('\'', '"');
  }

  private static JsonObject refused(RunningServer server, String path, String json, int status)
      throws IOException {
    return new JsonObject(answer(server, path, json, status));
  }

  private static String answer(RunningServer server, String path, String json, int status)
      throws IOException {
    try (RawHttp1 connection = new RawHttp1(server.address())) {
      String answer = connection.send(RawHttp1.post(path, json)).read();
      assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
      return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
  }

  private static void assertCall(
      RunningServer server, String path, byte[] message, int status, String text) {
    String heard =
        RawCall.send(server.address(), RawCall.headers(path), RawCall.framed(0, message));
    assertTrue(
        heard.contains("grpc-status=" + status + " grpc-message="),
        () -> heard + Arrays.toString(message));
    assertTrue(heard.contains(text), heard);
  }
}
