package dev.portreeve.client.spring;

import dev.portreeve.client.Subject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * Says who asks. A bean of this type takes the place of the default, which has the type {@code
 * portreeve.subject.type} and the name of the authentication.
 */
@FunctionalInterface
public interface SubjectMapper {
  /**
   * The subject, or empty for nobody, who is denied without a question.
   *
   * @param authentication of the current thread or request; null when there is none
   */
  Optional<Subject> subject(@Nullable Authentication authentication);
}
