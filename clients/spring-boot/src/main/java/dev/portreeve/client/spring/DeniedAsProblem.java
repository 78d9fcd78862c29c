package dev.portreeve.client.spring;

import dev.portreeve.client.Decision;
import dev.portreeve.client.wire.ProblemDetails;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    ProblemDetails problem = new ProblemDetails(decision.get());
    response.setStatus(problem.status());
    if (problem.retryAfter() > 0) {
      response.setIntHeader("Retry-After", problem.retryAfter());
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(ProblemDetails.CONTENT_TYPE);
    response.getOutputStream().write(problem.body());
  }

  private static Optional<Decision> decision(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException told
            && told.getAuthorizationResult() instanceof PdpAnswer answer
        ? Optional.of(answer.decision())
        : Optional.empty();
  }
}
