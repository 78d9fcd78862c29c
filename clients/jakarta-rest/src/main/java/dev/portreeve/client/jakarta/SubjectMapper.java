package dev.portreeve.client.jakarta;

import dev.portreeve.client.Subject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.Principal;
import java.util.Optional;

/** Says who asks. */
@FunctionalInterface
public interface SubjectMapper {
  /** A subject of the type {@code user} with the name of the request's principal. */
  SubjectMapper PRINCIPAL =
      request ->
          Optional.ofNullable(request.getSecurityContext())
              .map(security -> security.getUserPrincipal())
              .map(Principal::getName)
              .map(name -> Subject.of("user", name));

  /** The subject, or empty for nobody, who is answered 401. */
  Optional<Subject> subject(ContainerRequestContext request);
}
