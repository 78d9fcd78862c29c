package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.proto.v1.Outcome;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcServicesTest {
  private static final Subject ANA = Subject.newBuilder().setType("user").setId("ana").build();
  private static final Subject BADGE =
      ANA.toBuilder().setProperties(struct("badge", bool(true))).build();
  private static final Action KNOCK = Action.newBuilder().setName("door.knock").build();
  private static final Resource DOOR = Resource.newBuilder().setType("door").setId("d1").build();
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"door.open\"} | {\"team\": \"acme\", \"floor\": 3}",
        "{\"name\": \"door.open\"} | {\"team\": \"acme\", \"floor\": 12}",
        "{\"name\": \"door.open\"} | {\"team\": \"bolt\", \"floor\": 3}",
        "{\"name\": \"door.open\"} | {\"team\": \"acme\", \"floor\": 3.5}",
        "{\"name\": \"door.open\"} | {\"team\": \"acme\", \"floor\": null, \"tags\": [1]}",
        "{\"name\": \"door.open\"} | {\"team\": \"nobody\"}",
        "{\"name\": \"door.paint\"} | {\"team\": \"acme\"}",
        "{\"name\": \"door.knock\"} | {}",
        "{\"name\": \"door.blow\"} | {}",
      })
  void check_anything_isAnsweredAsOverHttp(String parts) {
    String[] part = parts.split(" \\| ", 2);
    String request =
        """
        {"subject": {"type": "user", "id": "ana"}, "action": %s,
         "resource": {"type": "door", "id": "d1", "properties": %s}, "context": {"more": {}}}
        """
            .formatted(part[0], part[1]);
    Map<String, Object> json = new JsonObject(request).getMap();
    assertEquals(server.http().check(json), server.grpc().check(json));
  }

  @Test
  void check_needsApproval_isTyped() {
    CheckResponse response =
        server.grpc().check(check(ANA, Action.newBuilder().setName("door.paint").build(), DOOR));
    assertFalse(response.getDecision());
    assertEquals(Outcome.OUTCOME_NEEDS_APPROVAL, response.getOutcome());
    assertEquals("ask_first", response.getReason());
    assertEquals("admin", response.getApprovers(0).getRole());
    assertEquals("eve", response.getApprovers(1).getUser());
    assertEquals("painters", response.getApprovers(2).getGroup());
  }

  @Test
  void check_nothingToAdd_isTheOutcomeAlone() {
    CheckResponse wanted =
        CheckResponse.newBuilder().setDecision(true).setOutcome(Outcome.OUTCOME_PERMIT).build();
    assertEquals(wanted, server.grpc().check(check(BADGE, KNOCK, DOOR)));
  }

  static Stream<Arguments> malformed() {
    Subject noId = Subject.newBuilder().setType("user").build();
    Subject noValue =
        ANA.toBuilder().setProperties(struct("badge", Value.getDefaultInstance())).build();
    CheckRequest whole = check(ANA, KNOCK, DOOR);
    return Stream.of(
        Arguments.of(CheckRequest.getDefaultInstance(), "subject: "),
        Arguments.of(whole.toBuilder().clearAction().build(), "action: "),
        Arguments.of(whole.toBuilder().clearResource().build(), "resource: "),
        Arguments.of(check(noId, KNOCK, DOOR), "subject.id: "),
        Arguments.of(check(ANA, Action.getDefaultInstance(), DOOR), "action.name: "),
        Arguments.of(check(noValue, KNOCK, DOOR), "subject.properties.badge: "));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformed_request_isInvalidArgumentWithThePath(CheckRequest request, String path) {
    GrpcClientResponse<?, ?> response =
        server.grpc().call(DecisionServiceGrpcClient.Check, request);
    assertEquals(GrpcStatus.INVALID_ARGUMENT, response.status());
    assertTrue(response.statusMessage().startsWith(path), response.statusMessage());
  }

  @Test
  void check_overTheLimit_isResourceExhausted() {
    Value text = Value.newBuilder().setStringValue("x".repeat(70_000)).build();
    CheckRequest large = check(ANA, KNOCK, DOOR).toBuilder().setContext(struct("x", text)).build();
    assertEquals(
        GrpcStatus.RESOURCE_EXHAUSTED,
        server.grpc().call(DecisionServiceGrpcClient.Check, large).status());
    CheckBatchRequest batch =
        CheckBatchRequest.newBuilder().setContext(struct("x", text)).addEvaluations(large).build();
    assertEquals(1, server.grpc().checkBatch(batch).getEvaluationsCount());
  }

  @Test
  void checkBatch_overTheLimits_isResourceExhausted() {
    CheckBatchRequest.Builder many = CheckBatchRequest.newBuilder();
    for (int i = 0; i < 1_001; i++) {
      many.addEvaluations(CheckRequest.getDefaultInstance());
    }
    assertEquals(
        GrpcStatus.RESOURCE_EXHAUSTED,
        server.grpc().call(DecisionServiceGrpcClient.CheckBatch, many.build()).status());
    Value text = Value.newBuilder().setStringValue("x".repeat(1 << 20)).build();
    assertEquals(
        GrpcStatus.RESOURCE_EXHAUSTED,
        server
            .grpc()
            .call(
                DecisionServiceGrpcClient.CheckBatch,
                CheckBatchRequest.newBuilder().setContext(struct("x", text)).build())
            .status());
  }

  @Test
  void check_nestedAsDeepAsAllowed_isAnswered() {
    assertFalse(server.grpc().check(check(nested(29), KNOCK, DOOR)).getDecision());
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 500})
  void check_nestedTooDeep_isResourceExhausted(int levels) {
    assertEquals(
        GrpcStatus.RESOURCE_EXHAUSTED,
        server
            .grpc()
            .call(DecisionServiceGrpcClient.Check, check(nested(levels), KNOCK, DOOR))
            .status());
  }

  @Test
  void checkBatch_defaultsAndBadItems_asOverHttp() {
    CheckBatchResponse response =
        server
            .grpc()
            .checkBatch(
                CheckBatchRequest.newBuilder()
                    .setSubject(BADGE)
                    .setAction(KNOCK)
                    .addEvaluations(CheckRequest.newBuilder().setResource(DOOR))
                    .addEvaluations(CheckRequest.newBuilder())
                    .addEvaluations(CheckRequest.newBuilder().setSubject(ANA).setResource(DOOR))
                    .build());
    assertEquals(List.of(true, false, false), decisions(response));
    assertEquals("evaluations[1].resource", response.getEvaluations(1).getError().getField());
    assertEquals(Outcome.OUTCOME_UNSPECIFIED, response.getEvaluations(1).getOutcome());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void checkBatch_semantic_saysWhereItStops(int semantic) {
    CheckBatchResponse response =
        server
            .grpc()
            .checkBatch(
                CheckBatchRequest.newBuilder()
                    .setAction(KNOCK)
                    .setResource(DOOR)
                    .addEvaluations(CheckRequest.newBuilder().setSubject(BADGE))
                    .addEvaluations(CheckRequest.newBuilder().setSubject(ANA))
                    .addEvaluations(CheckRequest.newBuilder().setSubject(BADGE))
                    .setOptions(
                        BatchOptions.newBuilder()
                            .setEvaluationsSemantic(EvaluationsSemantic.forNumber(semantic)))
                    .build());
    List<Boolean> all = List.of(true, false, true);
    int wanted = semantic < 2 ? 3 : 4 - semantic;
    assertEquals(all.subList(0, wanted), decisions(response));
  }

  @Test
  void checkBatch_unknownSemantic_isInvalidArgument() {
    CheckBatchRequest request =
        CheckBatchRequest.newBuilder()
            .setOptions(BatchOptions.newBuilder().setEvaluationsSemanticValue(9))
            .build();
    GrpcClientResponse<?, ?> response =
        server.grpc().call(DecisionServiceGrpcClient.CheckBatch, request);
    assertEquals(GrpcStatus.INVALID_ARGUMENT, response.status());
    assertTrue(response.statusMessage().startsWith("options.evaluations_semantic: "));
  }

  @Test
  void checkBatch_noItems_isOneCheck() {
    CheckBatchRequest one =
        CheckBatchRequest.newBuilder().setSubject(BADGE).setAction(KNOCK).setResource(DOOR).build();
    assertEquals(List.of(true), decisions(server.grpc().checkBatch(one)));
    GrpcClientResponse<?, ?> none =
        server
            .grpc()
            .call(DecisionServiceGrpcClient.CheckBatch, one.toBuilder().clearResource().build());
    assertEquals(GrpcStatus.INVALID_ARGUMENT, none.status());
  }

  private static CheckRequest check(Subject subject, Action action, Resource resource) {
    return CheckRequest.newBuilder()
        .setSubject(subject)
        .setAction(action)
        .setResource(resource)
        .build();
  }

  /** A subject with a property that many structs stand around. */
  private static Subject nested(int levels) {
    Value value = bool(true);
    for (int i = 0; i < levels; i++) {
      value = Value.newBuilder().setStructValue(struct("a", value)).build();
    }
    return ANA.toBuilder().setProperties(struct("x", value)).build();
  }

  private static Struct struct(String name, Value value) {
    return Struct.newBuilder().putFields(name, value).build();
  }

  private static Value bool(boolean value) {
    return Value.newBuilder().setBoolValue(value).build();
  }

  private static List<Boolean> decisions(CheckBatchResponse response) {
    return response.getEvaluationsList().stream().map(CheckResponse::getDecision).toList();
  }
}
