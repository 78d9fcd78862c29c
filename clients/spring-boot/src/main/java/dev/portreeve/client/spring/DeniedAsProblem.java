package dev.portreeve.client.spring;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.portreeve.client.Approver;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Outcome;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers what the decision point denied with problem details (RFC 9457): 403 with the reason, 503
 * when nobody decided. Other denials are left to another handler.
 */
public final class DeniedAsProblem implements AccessDeniedHandler {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String RETRY_AFTER_SECONDS = "1";

  private final AccessDeniedHandler others;

  public DeniedAsProblem(AccessDeniedHandler others) {
    this.others = others;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException, ServletException {
    Optional<Decision> decision = decision(denied);
    if (decision.isEmpty() || response.isCommitted()) {
      others.handle(request, response, denied);
      return;
    }
    boolean undecided = decision.get().failure().isPresent();
    int status =
        undecided ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_FORBIDDEN;
    response.setStatus(status);
    if (undecided) {
      response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    response.getOutputStream().write(problem(status, decision.get()));
  }

  private static Optional<Decision> decision(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException told
            && told.getAuthorizationResult() instanceof PdpAnswer answer
        ? Optional.of(answer.decision())
        : Optional.empty();
  }

  /* What went wrong between service and decision point is for the log, not for the service's users. */
  private static byte[] problem(int status, Decision decision) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("status", status);
      if (decision.failure().isPresent()) {
        json.writeStringField("title", "Service Unavailable");
        json.writeStringField("detail", "Whether this is allowed could not be decided.");
      } else {
        json.writeStringField("title", "Forbidden");
        denial(json, decision);
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void denial(JsonGenerator json, Decision decision) throws IOException {
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
