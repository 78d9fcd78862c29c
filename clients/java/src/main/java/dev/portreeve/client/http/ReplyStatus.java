package dev.portreeve.client.http;

import dev.portreeve.client.Failure;
import dev.portreeve.client.remote.Unanswered;
import dev.portreeve.client.wire.AnswerReader;
import java.time.Duration;
import java.util.Map;

/** What a status other than 200 means. */
final class ReplyStatus {
  private static final int MAX_SECONDS_DIGITS = 6;

  private ReplyStatus() {}

  static Unanswered unanswered(Reply reply) {
    int status = reply.status();
    Failure failure = failure(reply);
    if (status == 408 || status == 429) {
      return Unanswered.forNow(failure, retryAfter(reply)).undecided();
    }
    return status >= 500
        ? Unanswered.forNow(failure, retryAfter(reply))
        : Unanswered.forGood(failure);
  }

  private static Failure failure(Reply reply) {
    Map<String, Object> error = AnswerReader.error(reply.body());
    String said = error.get("error") instanceof String text ? text : "";
    String field = error.get("field") instanceof String path ? path : "";
    String problem = "HTTP " + reply.status() + (said.isEmpty() ? "" : ": " + said);
    return new Failure(kind(reply.status()), problem, field);
  }

  private static Failure.Kind kind(int status) {
    return switch (status) {
      case 401, 403, 407 -> Failure.Kind.CALLER_REFUSED;
      case 408 -> Failure.Kind.TIMED_OUT;
      case 429, 503 -> Failure.Kind.OVERLOADED;
      default ->
          status >= 500
              ? Failure.Kind.SERVER_FAILED
              : status >= 400 ? Failure.Kind.INVALID_REQUEST : Failure.Kind.UNREADABLE_ANSWER;
    };
  }

  /** How long the server asks to wait; no time when it does not say. */
  private static Duration retryAfter(Reply reply) {
    String seconds = reply.retryAfter();
    boolean number =
        !seconds.isEmpty()
            && seconds.length() <= MAX_SECONDS_DIGITS
            && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
  }
}
