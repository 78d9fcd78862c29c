package dev.portreeve.client.jakarta;

import dev.portreeve.client.Action;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import dev.portreeve.client.wire.ProblemDetails;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Asks before one resource method. */
final class CheckFilter implements ContainerRequestFilter {
  private final DecisionPoint decisions;
  private final SubjectMapper subjects;
  private final RequiresPermit permit;

  CheckFilter(DecisionPoint decisions, SubjectMapper subjects, RequiresPermit permit) {
    this.decisions = decisions;
    this.subjects = subjects;
    this.permit = permit;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Optional<Subject> subject = subjects.subject(request);
    if (subject.isEmpty()) {
      request.abortWith(Response.status(Response.Status.UNAUTHORIZED).build());
      return;
    }
    Decision decision =
        decisions.check(Check.of(subject.get(), Action.of(permit.action()), resource(request)));
    if (!decision.permitted()) {
      request.abortWith(denial(new ProblemDetails(decision)));
    }
  }

  private Resource resource(ContainerRequestContext request) {
    Resource resource = Resource.of(permit.type(), parameter(request, permit.id()));
    for (String name : permit.with()) {
      resource = resource.with(name, parameter(request, name));
    }
    return resource;
  }

  private static String parameter(ContainerRequestContext request, String name) {
    String value = request.getUriInfo().getPathParameters().getFirst(name);
    if (value == null) {
      throw new IllegalStateException(
          "the path has no parameter `" + name + "`: write {" + name + "} in @Path");
    }
    return value;
  }

  private static Response denial(ProblemDetails problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(ProblemDetails.CONTENT_TYPE)
            .header("Cache-Control", "no-store")
            .entity(problem.body());
    if (problem.retryAfter() > 0) {
      response.header("Retry-After", problem.retryAfter());
    }
    return response.build();
  }
}
