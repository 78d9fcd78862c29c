package dev.portreeve.client.testing;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import java.util.List;

/** Asks the decision point that it was last told. */
final class SwitchedDecisionPoint implements DecisionPoint {
  private volatile DecisionPoint asked = new Nobody();

  void ask(DecisionPoint other) {
    asked = other;
  }

  @Override
  public Decision check(Check check) {
    return asked.check(check);
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    return asked.checkAll(batch);
  }

  /** Nothing: whoever opened what is asked closes it. */
  @Override
  public void close() {}

  private static final class Nobody implements DecisionPoint {
    @Override
    public Decision check(Check check) {
      return Decision.failed(Failure.of(Failure.Kind.CLIENT_FAILED, "nobody is asked yet"));
    }

    @Override
    public List<Decision> checkAll(Batch batch) {
      return batch.items().stream().map(this::check).toList();
    }

    @Override
    public void close() {}
  }
}
