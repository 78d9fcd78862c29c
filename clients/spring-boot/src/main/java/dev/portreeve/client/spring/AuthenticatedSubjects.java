package dev.portreeve.client.spring;

import dev.portreeve.client.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Maps whoever is signed in to a subject of that name; an anonymous visitor is nobody. */
public final class AuthenticatedSubjects implements SubjectMapper {
  private static final String ROLE = "ROLE_";

  private final String type;
  private final String authoritiesFact;

  /**
   * @param type of every subject, such as {@code user}
   * @param authoritiesFact the fact that tells the granted authorities, or empty for none; {@code
   *     ROLE_ADMIN} is told as {@code admin}
   */
  public AuthenticatedSubjects(String type, String authoritiesFact) {
    this.type = type;
    this.authoritiesFact = authoritiesFact;
  }

  @Override
  public Optional<Subject> subject(@Nullable Authentication authentication) {
    if (authentication == null
        || !authentication.isAuthenticated()
        || authentication instanceof AnonymousAuthenticationToken) {
      return Optional.empty();
    }
    Subject subject = Subject.of(type, authentication.getName());
    return Optional.of(
        authoritiesFact.isEmpty() ? subject : subject.with(authoritiesFact, roles(authentication)));
  }

  private static List<String> roles(Authentication authentication) {
    return authentication.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .filter(authority -> authority != null && authority.startsWith(ROLE))
        .map(authority -> authority.substring(ROLE.length()).toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }
}
