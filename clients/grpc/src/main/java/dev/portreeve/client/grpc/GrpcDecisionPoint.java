package dev.portreeve.client.grpc;

import com.google.protobuf.Message;
import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.remote.FailClosed;
import dev.portreeve.client.remote.RetryingAsker;
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
    return FailClosed.check(
        () -> {
          var question =
              new GrpcQuestion<>(
                  DecisionServiceGrpc.getCheckMethod(),
                  RequestWriter.check(check),
                  credentials.get());
          return decision((CheckResponse) asker.ask(question, check.repeatable()));
        });
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    return FailClosed.checkAll(
        batch,
        () -> {
          var question =
              new GrpcQuestion<>(
                  DecisionServiceGrpc.getCheckBatchMethod(),
                  RequestWriter.batch(batch),
                  credentials.get());
          return decisions((CheckBatchResponse) asker.ask(question, batch.repeatable()), batch);
        });
  }

  private static List<Decision> decisions(CheckBatchResponse response, Batch batch) {
    List<Decision> decisions = new ArrayList<>(response.getEvaluationsCount());
    for (CheckResponse one : response.getEvaluationsList()) {
      decisions.add(decision(one));
    }
    try {
      return AnswerReader.aligned(decisions, batch);
    } catch (IOException e) {
      return AnswerReader.failed(AnswerReader.unreadable(e), batch);
    }
  }

  private static Decision decision(CheckResponse response) {
    try {
      return ResponseReader.decision(response);
    } catch (IOException e) {
      return Decision.failed(AnswerReader.unreadable(e));
    }
  }

  @Override
  public void close() {
    asker.close();
  }
}
