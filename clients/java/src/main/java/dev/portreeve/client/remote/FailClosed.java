package dev.portreeve.client.remote;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Failure;
import dev.portreeve.client.wire.AnswerReader;
import java.util.List;

/** Makes a denial of whatever leads to no answer. */
public final class FailClosed {
  private FailClosed() {}

  /**
   * Asks a decision point.
   *
   * @param <T> a decision, or those of a batch
   */
  @FunctionalInterface
  public interface Asking<T> {
    T answer() throws Unanswered;
  }

  /** The decision, or a denial. */
  public static Decision check(Asking<Decision> asking) {
    try {
      return asking.answer();
    } catch (Unanswered e) {
      return Decision.failed(e.failure());
    } catch (RuntimeException e) {
      return Decision.failed(ownFailure(e));
    }
  }

  /** The decisions, or a denial for each item. */
  public static List<Decision> checkAll(Batch batch, Asking<List<Decision>> asking) {
    try {
      return asking.answer();
    } catch (Unanswered e) {
      return AnswerReader.failed(e.failure(), batch);
    } catch (RuntimeException e) {
      return AnswerReader.failed(ownFailure(e), batch);
    }
  }

  /** What went wrong in the client itself. */
  static Failure ownFailure(RuntimeException e) {
    return Failure.of(Failure.Kind.CLIENT_FAILED, String.valueOf(e));
  }
}
