package dev.portreeve.client.spring;

import dev.portreeve.client.Action;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Outcome;
import dev.portreeve.client.Resource;
import dev.portreeve.client.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Asks the decision point for whoever is signed in; the bean {@code pdp} of expressions:
 *
 * <pre>{@code
 * @PreAuthorize("@pdp.can('collection.export', 'collection', #id, {team: #team})")
 * }</pre>
 */
public final class Pdp {
  /** The reason of the denial of somebody who is not signed in. */
  public static final String NOT_AUTHENTICATED = "not_authenticated";

  private final DecisionPoint decisions;
  private final SubjectMapper subjects;
  private final List<FactProvider> facts;

  /**
   * @param facts in the order in which they are asked
   */
  public Pdp(DecisionPoint decisions, SubjectMapper subjects, List<FactProvider> facts) {
    this.decisions = decisions;
    this.subjects = subjects;
    this.facts = List.copyOf(facts);
  }

  /** Asks about a resource of which only type and id are known. */
  public PdpAnswer can(String action, String type, @Nullable Object id) {
    return can(action, type, id, Map.of());
  }

  /**
   * Asks about a resource.
   *
   * @param id told as its {@code toString}
   * @param properties facts about the resource
   * @throws IllegalArgumentException when the id or a fact is null
   */
  public PdpAnswer can(
      String action, String type, @Nullable Object id, Map<String, Object> properties) {
    if (id == null) {
      throw new IllegalArgumentException(
          "the id of the `"
              + type
              + "` to check `"
              + action
              + "` for is null; for an argument of the method, compile with -parameters");
    }
    return can(action, new Resource(type, id.toString(), properties));
  }

  /** Asks about a resource. */
  public PdpAnswer can(String action, Resource resource) {
    return new PdpAnswer(decide(Action.of(action), resource));
  }

  /** Decides for whoever is signed in on this thread. */
  public Decision decide(Action action, Resource resource) {
    return decide(SecurityContextHolder.getContext().getAuthentication(), action, resource);
  }

  /** Decides for somebody. */
  public Decision decide(
      @Nullable Authentication authentication, Action action, Resource resource) {
    Optional<Subject> subject = subjects.subject(authentication);
    if (authentication == null || subject.isEmpty()) {
      return Decision.builder(Outcome.DENY).reason(NOT_AUTHENTICATED).build();
    }
    Check check = Check.of(subject.get(), action, resource);
    for (FactProvider provider : facts) {
      check = provider.complete(check, authentication);
    }
    return decisions.check(check);
  }

  /**
   * Goes on only with a permit, whose decision is returned.
   *
   * @throws AuthorizationDeniedException otherwise
   */
  public Decision require(Action action, Resource resource) {
    return permitted(decide(action, resource));
  }

  /**
   * Goes on only with a permit for this very check, such as one of a class that {@code portreeve
   * generate java} made; who is signed in does not count.
   *
   * @throws AuthorizationDeniedException otherwise
   */
  public Decision require(Check check) {
    return permitted(decisions.check(check));
  }

  private static Decision permitted(Decision decision) {
    if (!decision.permitted()) {
      throw new AuthorizationDeniedException("Access Denied", new PdpAnswer(decision));
    }
    return decision;
  }
}
