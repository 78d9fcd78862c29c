package dev.portreeve.client.grpc;

import com.google.protobuf.Message;
import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.client.remote.RetryingAsker;
import dev.portreeve.client.remote.Unanswered;
import dev.portreeve.client.wire.AnswerReader;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpc;
import io.grpc.CallCredentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A decision point that is asked by {@code portreeve.v1.DecisionService} over gRPC.
 *
 * <pre>{@code
 * DecisionPoint pdp =
 *     GrpcDecisionPoint.builder().address("http://127.0.0.1:8080").deadline(ofMillis(500)).build();
 * }</pre>
 */
public final class GrpcDecisionPoint implements DecisionPoint {
  private final RetryingAsker<GrpcQuestion<?>, Message> asker;
  private final Supplier<CallCredentials> credentials;

  GrpcDecisionPoint(
      RetryingAsker<GrpcQuestion<?>, Message> asker, Supplier<CallCredentials> credentials) {
    this.asker = asker;
    this.credentials = credentials;
  }

  /** Begins a client. */
  public static GrpcDecisionPointBuilder builder() {
    return new GrpcDecisionPointBuilder();
  }

  @Override
  public Decision check(Check check) {
    try {
      var question =
          new GrpcQuestion<>(
              DecisionServiceGrpc.getCheckMethod(), RequestWriter.check(check), credentials.get());
      return decision((CheckResponse) asker.ask(question));
    } catch (Unanswered e) {
      return Decision.failed(e.failure());
    } catch (RuntimeException e) {
      return Decision.failed(ownFailure(e));
    }
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    try {
      var question =
          new GrpcQuestion<>(
              DecisionServiceGrpc.getCheckBatchMethod(),
              RequestWriter.batch(batch),
              credentials.get());
      return decisions((CheckBatchResponse) asker.ask(question), batch);
    } catch (IOException e) {
      return AnswerReader.failed(AnswerReader.unreadable(e), batch);
    } catch (Unanswered e) {
      return AnswerReader.failed(e.failure(), batch);
    } catch (RuntimeException e) {
      return AnswerReader.failed(ownFailure(e), batch);
    }
  }

  private static List<Decision> decisions(CheckBatchResponse response, Batch batch)
      throws IOException {
    List<Decision> decisions = new ArrayList<>(response.getEvaluationsCount());
    for (CheckResponse one : response.getEvaluationsList()) {
      decisions.add(decision(one));
    }
    return AnswerReader.aligned(decisions, batch);
  }

  private static Decision decision(CheckResponse response) {
    try {
      return ResponseReader.decision(response);
    } catch (IOException e) {
      return Decision.failed(AnswerReader.unreadable(e));
    }
  }

  private static Failure ownFailure(RuntimeException e) {
    return Failure.of(Failure.Kind.CLIENT_FAILED, String.valueOf(e));
  }

  @Override
  public void close() {
    asker.close();
  }
}
