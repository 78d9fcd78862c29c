package dev.portreeve.client.http;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.remote.FailClosed;
import dev.portreeve.client.remote.RetryingAsker;
import dev.portreeve.client.remote.Unanswered;
import dev.portreeve.client.wire.AnswerReader;
import dev.portreeve.client.wire.CheckWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * A decision point that is asked by the OpenID AuthZEN Authorization API 1.0 over HTTP/1.1, by TCP
 * or unix socket.
 *
 * <pre>{@code
 * DecisionPoint pdp =
 *     HttpDecisionPoint.builder().address("http://127.0.0.1:8080").deadline(ofMillis(500)).build();
 * }</pre>
 */
public final class HttpDecisionPoint implements DecisionPoint {
  private static final String EVALUATION = "/access/v1/evaluation";
  private static final String EVALUATIONS = "/access/v1/evaluations";

  private final RetryingAsker<HttpQuestion, byte[]> asker;
  private final Supplier<Credential> credential;

  HttpDecisionPoint(RetryingAsker<HttpQuestion, byte[]> asker, Supplier<Credential> credential) {
    this.asker = asker;
    this.credential = credential;
  }

  /** Begins a client. */
  public static HttpDecisionPointBuilder builder() {
    return new HttpDecisionPointBuilder();
  }

  @Override
  public Decision check(Check check) {
    return FailClosed.check(
        () ->
            AnswerReader.evaluation(
                post(EVALUATION, CheckWriter.evaluation(check), check.repeatable())));
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    return FailClosed.checkAll(
        batch,
        () -> {
          byte[] request = CheckWriter.evaluations(batch);
          return AnswerReader.evaluations(post(EVALUATIONS, request, batch.repeatable()), batch);
        });
  }

  private byte[] post(String path, byte[] body, boolean repeatable) throws Unanswered {
    return asker.ask(new HttpQuestion(path, credential.get(), body), repeatable);
  }

  @Override
  public void close() {
    asker.close();
  }
}
