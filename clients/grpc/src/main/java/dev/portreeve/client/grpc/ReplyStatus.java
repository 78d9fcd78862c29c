package dev.portreeve.client.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import dev.portreeve.client.Failure;
import dev.portreeve.client.remote.Unanswered;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a status other than OK means. */
final class ReplyStatus {
  private static final Pattern FIELD = Pattern.compile("([a-z_]+(?:\\.[\\w.\\[\\]]+)?): .*");

  private ReplyStatus() {}

  static Unanswered unanswered(StatusRuntimeException e) {
    Status status = e.getStatus();
    Optional<RetryInfo> retry = detail(e, RetryInfo.class);
    String said = Objects.requireNonNullElse(status.getDescription(), "");
    String problem = "gRPC " + status.getCode() + (said.isEmpty() ? "" : ": " + said);
    Failure.Kind kind = kind(status.getCode(), retry.isPresent());
    Failure failure = new Failure(kind, problem, field(e, kind));
    return switch (failure.kind()) {
      case OVERLOADED, SERVER_FAILED, TIMED_OUT, UNREACHABLE -> {
        Duration wait = retry.map(ReplyStatus::delay).orElse(Duration.ZERO);
        Unanswered unanswered = Unanswered.forNow(failure, wait);
        yield connected(status) ? unanswered : unanswered.undecided();
      }
      case INVALID_REQUEST, CALLER_REFUSED, UNREADABLE_ANSWER, INTERRUPTED, CLIENT_FAILED ->
          Unanswered.forGood(failure);
    };
  }

  private static boolean connected(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return false;
      }
    }
    return true;
  }

  private static Failure.Kind kind(Status.Code code, boolean retryLater) {
    return switch (code) {
      case UNAUTHENTICATED, PERMISSION_DENIED -> Failure.Kind.CALLER_REFUSED;
      case DEADLINE_EXCEEDED -> Failure.Kind.TIMED_OUT;
      case UNAVAILABLE, CANCELLED -> Failure.Kind.UNREACHABLE;
      case RESOURCE_EXHAUSTED ->
          retryLater ? Failure.Kind.OVERLOADED : Failure.Kind.INVALID_REQUEST;
      case INTERNAL, UNKNOWN, DATA_LOSS, ABORTED -> Failure.Kind.SERVER_FAILED;
      case INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED ->
          Failure.Kind.INVALID_REQUEST;
      case OK -> Failure.Kind.UNREADABLE_ANSWER;
    };
  }

  private static Duration delay(RetryInfo retry) {
    com.google.protobuf.Duration delay = retry.getRetryDelay();
    return Duration.ofSeconds(Math.max(0, delay.getSeconds()), Math.max(0, delay.getNanos()));
  }

  /** From the details, or from the beginning of the message. */
  private static String field(StatusRuntimeException e, Failure.Kind kind) {
    if (kind != Failure.Kind.INVALID_REQUEST && kind != Failure.Kind.CALLER_REFUSED) {
      return "";
    }
    return detail(e, BadRequest.class)
        .filter(request -> request.getFieldViolationsCount() > 0)
        .map(request -> request.getFieldViolations(0).getField())
        .orElseGet(() -> leading(Objects.requireNonNullElse(e.getStatus().getDescription(), "")));
  }

  private static String leading(String message) {
    Matcher matcher = FIELD.matcher(message);
    return matcher.matches() ? Objects.requireNonNullElse(matcher.group(1), "") : "";
  }

  private static <M extends com.google.protobuf.Message> Optional<M> detail(
      StatusRuntimeException e, Class<M> type) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      return Optional.empty();
    }
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException unreadable) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
