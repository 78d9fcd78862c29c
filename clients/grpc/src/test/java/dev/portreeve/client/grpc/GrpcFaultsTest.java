package dev.portreeve.client.grpc;

import static dev.portreeve.client.testing.Desk.OBLIGED;
import static dev.portreeve.client.testing.Desk.PERMITTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpc;
import dev.portreeve.proto.v1.ItemError;
import dev.portreeve.proto.v1.Obligation;
import dev.portreeve.proto.v1.Outcome;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that answers wrongly, late or not at all: never a permit, never a wait without end. */
@Timeout(180)
class GrpcFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final CheckResponse PERMIT =
      CheckResponse.newBuilder().setDecision(true).setOutcome(Outcome.OUTCOME_PERMIT).build();

  private static final AtomicInteger REQUESTS = new AtomicInteger();
  private static Server server;
  private static DecisionPoint patient;
  private static volatile IntFunction<Object> script;

  /** Answers with a response or throws a status, as the script says; null is no answer at all. */
  private static final class Scripted extends DecisionServiceGrpc.DecisionServiceImplBase {
    @Override
    public void check(CheckRequest request, StreamObserver<CheckResponse> answer) {
      Object scripted = script.apply(REQUESTS.incrementAndGet());
      if (scripted instanceof CheckResponse response) {
        answer.onNext(response);
        answer.onCompleted();
      } else if (scripted instanceof Throwable failure) {
        answer.onError(failure);
      }
    }

    @Override
    public void checkBatch(CheckBatchRequest request, StreamObserver<CheckBatchResponse> answer) {
      answer.onNext((CheckBatchResponse) script.apply(REQUESTS.incrementAndGet()));
      answer.onCompleted();
    }
  }

  @BeforeAll
  static void serve() throws IOException {
    server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(new Scripted())
            .build()
            .start();
    patient = client(PATIENCE);
  }

  @AfterAll
  static void stop() {
    patient.close();
    server.shutdownNow();
  }

  @BeforeEach
  void forget() {
    REQUESTS.set(0);
  }

  private static DecisionPoint client(Duration deadline) {
    return GrpcDecisionPoint.builder()
        .address("http://127.0.0.1:" + server.getPort())
        .deadline(deadline)
        .build();
  }

  private static Decision asked(Object answer) {
    script = number -> answer;
    return patient.check(PERMITTED);
  }

  private static Failure.Kind kind(Decision decision) {
    assertFalse(decision.permitted());
    return decision.failure().orElseThrow().kind();
  }

  @Test
  void check_serverThatNeverAnswers_isDeniedAtTheDeadline() {
    assertTrue(asked(PERMIT).permitted());
    script = number -> "nothing";
    try (DecisionPoint hasty = client(DEADLINE)) {
      assertEquals(Failure.Kind.TIMED_OUT, kind(hasty.check(PERMITTED)));
    }
  }

  @Test
  void check_answersThatContradictThemselves_areDenied() {
    for (CheckResponse answer :
        List.of(
            CheckResponse.getDefaultInstance(),
            CheckResponse.newBuilder().setDecision(true).build(),
            PERMIT.toBuilder().setOutcome(Outcome.OUTCOME_DENY).build(),
            PERMIT.toBuilder().setOutcomeValue(77).build(),
            PERMIT.toBuilder().setDecision(false).build(),
            PERMIT.toBuilder().setError(ItemError.newBuilder().setMessage("no")).build())) {
      assertEquals(Failure.Kind.UNREADABLE_ANSWER, kind(asked(answer)), answer::toString);
    }
  }

  @Test
  void check_obligationThatNobodyUnderstands_isDenied() {
    CheckResponse obliging =
        PERMIT.toBuilder().addObligations(Obligation.newBuilder().setType("step-up")).build();

    assertEquals(Decision.OBLIGATION_UNFULFILLED, asked(obliging).reason());
  }

  @Test
  void check_everyStatus_hasItsKind() {
    for (Status.Code code : Status.Code.values()) {
      if (code != Status.Code.OK) {
        assertEquals(expected(code), kind(asked(code.toStatus().asException())), code::name);
      }
    }
  }

  private static Failure.Kind expected(Status.Code code) {
    return switch (code) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> Failure.Kind.CALLER_REFUSED;
      case DEADLINE_EXCEEDED -> Failure.Kind.TIMED_OUT;
      case UNAVAILABLE, CANCELLED -> Failure.Kind.UNREACHABLE;
      case INTERNAL, UNKNOWN, DATA_LOSS, ABORTED -> Failure.Kind.SERVER_FAILED;
      default -> Failure.Kind.INVALID_REQUEST;
    };
  }

  private static Throwable status(Status.Code code, com.google.protobuf.Message detail) {
    return StatusProto.toStatusException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage("no")
            .addDetails(Any.pack(detail))
            .build());
  }

  private static Throwable overloaded(long seconds) {
    return status(
        Status.Code.RESOURCE_EXHAUSTED,
        RetryInfo.newBuilder()
            .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(seconds))
            .build());
  }

  @Test
  void check_overloadedServer_isAskedAgain() {
    script = number -> number == 1 ? overloaded(0) : PERMIT;

    assertTrue(patient.check(PERMITTED).permitted());
    assertEquals(2, REQUESTS.get());
  }

  @Test
  void check_thatIsNotRepeatable_isSentOnceToAServerThatMayHaveDecidedIt() {
    Check use = PERMITTED.toBuilder().approval("apr_1").build();
    for (Status.Code code : List.of(Status.Code.UNAVAILABLE, Status.Code.INTERNAL)) {
      REQUESTS.set(0);
      script = number -> code.toStatus().asException();
      assertFalse(patient.check(use).permitted());
      assertEquals(1, REQUESTS.get());
      script = number -> number == 2 ? code.toStatus().asException() : PERMIT;
      assertTrue(patient.check(PERMITTED).permitted());
      assertEquals(3, REQUESTS.get());
    }
  }

  @Test
  void check_thatIsNotRepeatable_goesToTheNextAddressWhenTheFirstCannotBeReached()
      throws IOException {
    script = number -> PERMIT;
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try (DecisionPoint pdp =
        GrpcDecisionPoint.builder()
            .address("http://127.0.0.1:" + closed)
            .address("http://127.0.0.1:" + server.getPort())
            .deadline(PATIENCE)
            .build()) {
      assertTrue(pdp.check(PERMITTED.toBuilder().fulfil().build()).permitted());
    }
    assertEquals(1, REQUESTS.get());
  }

  @Test
  void check_retryDelayBeyondTheDeadline_isDeniedAtOnce() {
    assertEquals(Failure.Kind.OVERLOADED, kind(asked(overloaded(3600))));
    assertEquals(1, REQUESTS.get());
  }

  @Test
  void check_badRequest_tellsTheFieldAndIsSentOnce() {
    var violation = BadRequest.FieldViolation.newBuilder().setField("subject.type");
    Throwable detailed =
        status(
            Status.Code.INVALID_ARGUMENT,
            BadRequest.newBuilder().addFieldViolations(violation).build());
    Throwable plain =
        Status.INVALID_ARGUMENT.withDescription("subject.type: is missing").asException();
    for (Throwable answer : List.of(detailed, plain)) {
      REQUESTS.set(0);
      assertEquals("subject.type", asked(answer).failure().orElseThrow().field());
      assertEquals(1, REQUESTS.get());
    }
  }

  @Test
  void check_serverFailsTwice_isAnsweredTheThirdTime() {
    script = number -> number < 3 ? Status.INTERNAL.asException() : PERMIT;

    assertTrue(patient.check(PERMITTED).permitted());
  }

  @Test
  void checkAll_errorOfAnItem_hasItsKindByItsCode() {
    ItemError forbidden =
        ItemError.newBuilder()
            .setMessage("no")
            .setField("action.name")
            .setCode("forbidden")
            .build();
    ItemError bad = forbidden.toBuilder().setCode("invalid_request").build();
    script =
        number ->
            CheckBatchResponse.newBuilder()
                .addEvaluations(CheckResponse.newBuilder().setError(forbidden))
                .addEvaluations(CheckResponse.newBuilder().setError(bad))
                .build();

    List<Decision> decisions = patient.checkAll(Batch.of(List.of(PERMITTED, OBLIGED)));
    assertEquals(
        new Failure(Failure.Kind.CALLER_REFUSED, "no", "action.name"),
        decisions.get(0).failure().orElseThrow());
    assertEquals(Failure.Kind.INVALID_REQUEST, kind(decisions.get(1)));
  }

  @Test
  void checkAll_wrongNumberOfAnswers_deniesEveryItem() {
    Batch batch = Batch.of(List.of(PERMITTED, OBLIGED));
    for (int answers : new int[] {0, 1, 3}) {
      var response = CheckBatchResponse.newBuilder();
      for (int i = 0; i < answers; i++) {
        response.addEvaluations(PERMIT);
      }
      script = number -> response.build();
      List<Decision> decisions = patient.checkAll(batch);
      assertEquals(2, decisions.size());
      decisions.forEach(d -> assertEquals(Failure.Kind.UNREADABLE_ANSWER, kind(d)));
    }
  }
}
