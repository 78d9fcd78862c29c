package dev.portreeve.client.spring;

import dev.portreeve.client.Check;
import org.springframework.security.core.Authentication;

/**
 * Adds facts that the service knows to a check before it is asked, such as the role that a user has
 * in the workspace of the resource. All beans of this type are asked, in their order.
 */
@FunctionalInterface
public interface FactProvider {
  /**
   * The check with more facts.
   *
   * @param authentication of whoever asks
   */
  Check complete(Check check, Authentication authentication);
}
