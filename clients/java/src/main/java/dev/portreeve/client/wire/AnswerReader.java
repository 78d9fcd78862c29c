package dev.portreeve.client.wire;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads answers. What is none of AuthZEN's is a denial. */
public final class AnswerReader {
  private AnswerReader() {}

  /** The answer to one check. */
  public static Decision evaluation(byte[] body) {
    try {
      return DecisionReader.decision(Json.object(body));
    } catch (IOException e) {
      return Decision.failed(unreadable(e));
    }
  }

  /** The answers to a batch: one for each item, and those that it did not come to. */
  public static List<Decision> evaluations(byte[] body, Batch batch) {
    try {
      if (!(Json.object(body).get("evaluations") instanceof List<?> answers)) {
        throw new IOException("no `evaluations`");
      }
      List<Decision> decisions = new ArrayList<>(answers.size());
      for (Object answer : answers) {
        decisions.add(decision(answer));
      }
      return aligned(decisions, batch);
    } catch (IOException e) {
      return failed(unreadable(e), batch);
    }
  }

  /** The same failure for every item. */
  public static List<Decision> failed(Failure failure, Batch batch) {
    return batch.items().stream().map(item -> Decision.failed(failure)).toList();
  }

  /**
   * The decisions that a batch came to, and denials for the items that it did not come to.
   *
   * @throws IOException when they are not answers to this batch
   */
  public static List<Decision> aligned(List<Decision> answers, Batch batch) throws IOException {
    // Fewer answers than items are aligned with them only if the last is one that ends the batch.
    int wanted = batch.items().size();
    boolean ended =
        !answers.isEmpty() && batch.semantic().endsWith(answers.get(answers.size() - 1));
    if (answers.size() > wanted || answers.size() < wanted && !ended) {
      throw new IOException(answers.size() + " answers to " + wanted + " items");
    }
    List<Decision> decisions = new ArrayList<>(answers);
    while (decisions.size() < wanted) {
      decisions.add(Decision.notEvaluated());
    }
    return List.copyOf(decisions);
  }

  private static Decision decision(Object answer) {
    try {
      return DecisionReader.decision(DecisionReader.object(answer, "an answer"));
    } catch (IOException e) {
      return Decision.failed(unreadable(e));
    }
  }

  /** What an error response says is wrong; an empty map when it does not say so in JSON. */
  public static Map<String, Object> error(byte[] body) {
    try {
      return Json.object(body);
    } catch (IOException e) {
      return Map.of();
    }
  }

  /** What an answer that cannot be read leads to. */
  public static Failure unreadable(IOException e) {
    return Failure.of(Failure.Kind.UNREADABLE_ANSWER, "the answer cannot be read: " + reason(e));
  }

  /** Without the text at fault, which may hold what is nobody's business in a log. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse("");
  }
}
