package dev.portreeve.client.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.client.Approver;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a service answers its own users when it was not permitted: problem details (RFC 9457), 403
 * with the reason, 503 when nobody decided.
 */
public final class ProblemDetails {
  /** The content type of the body. */
  public static final String CONTENT_TYPE = "application/problem+json";

  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final int RETRY_AFTER_SECONDS = 1;

  private final Decision decision;

  /**
   * @param decision one that is no permit
   */
  public ProblemDetails(Decision decision) {
    this.decision = decision;
  }

  /** The status of HTTP. */
  public int status() {
    return decision.failure().isPresent() ? UNAVAILABLE : FORBIDDEN;
  }

  /** The seconds for the header {@code Retry-After}; 0 when it is not to be sent. */
  public int retryAfter() {
    return decision.failure().isPresent() ? RETRY_AFTER_SECONDS : 0;
  }

  /** The body, JSON in UTF-8. */
  public byte[] body() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.factory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("status", status());
      if (decision.failure().isPresent()) {
        // What went wrong between service and decision point is not for the service's users.
        json.writeStringField("title", "Service Unavailable");
        json.writeStringField("detail", "Whether this is allowed could not be decided.");
      } else {
        json.writeStringField("title", "Forbidden");
        denial(json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void denial(JsonGenerator json) throws IOException {
    if (!decision.message().isEmpty()) {
      json.writeStringField("detail", decision.message());
    }
    json.writeStringField("outcome", decision.outcome().code());
    json.writeStringField("reason", decision.reason());
    if (decision.outcome() == Outcome.NEEDS_APPROVAL) {
      json.writeArrayFieldStart("approvers");
      for (Approver approver : decision.approvers()) {
        json.writeStartObject();
        json.writeStringField(approver.kind(), approver.name());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
