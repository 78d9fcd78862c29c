package dev.portreeve.client.http;

import dev.portreeve.client.Failure;
import dev.portreeve.client.wire.AnswerReader;
import java.util.Map;

/** What a status other than 200 means. */
final class ReplyStatus {
  private static final int MAX_SECONDS_DIGITS = 6;

  private ReplyStatus() {}

  /** Whether the same request may be answered at another address or a moment later. */
  static boolean retriable(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  static Failure failure(Reply reply) {
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

  /** How many seconds the server asks to wait, 0 when it does not say. */
  static long retryAfterSeconds(Reply reply) {
    String seconds = reply.retryAfter();
    boolean number =
        !seconds.isEmpty()
            && seconds.length() <= MAX_SECONDS_DIGITS
            && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(seconds) : 0;
  }
}
