package dev.portreeve.client.spring;

import dev.portreeve.client.Action;
import dev.portreeve.client.Resource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Asks the decision point before a request reaches a controller.
 *
 * <pre>{@code
 * requests
 *     .requestMatchers("/teams/{team}/collections/{id}/export")
 *     .access(RequestCheck.of(pdp, "collection.export", "collection", "id").with("team"))
 * }</pre>
 */
public final class RequestCheck implements AuthorizationManager<RequestAuthorizationContext> {
  private final Pdp pdp;
  private final Action action;
  private final Function<RequestAuthorizationContext, Resource> resource;

  private RequestCheck(
      Pdp pdp, Action action, Function<RequestAuthorizationContext, Resource> resource) {
    this.pdp = pdp;
    this.action = action;
    this.resource = resource;
  }

  /**
   * Asks about a resource that the path names.
   *
   * @param type of the resource
   * @param idVariable the variable of the path that holds its id
   */
  public static RequestCheck of(Pdp pdp, String action, String type, String idVariable) {
    return of(pdp, action, request -> Resource.of(type, variable(request, idVariable)));
  }

  /** Asks about a resource that a function finds in the request. */
  public static RequestCheck of(
      Pdp pdp, String action, Function<RequestAuthorizationContext, Resource> resource) {
    return new RequestCheck(pdp, Action.of(action), resource);
  }

  /** The same, with a variable of the path as the fact of that name about the resource. */
  public RequestCheck with(String variable) {
    return new RequestCheck(
        pdp,
        action,
        request -> resource.apply(request).with(variable, variable(request, variable)));
  }

  private static String variable(RequestAuthorizationContext request, String name) {
    String value = request.getVariables().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the path pattern has no variable `" + name + "`: write {" + name + "} in it");
    }
    return value;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext request) {
    return new PdpAnswer(pdp.decide(authentication.get(), action, resource.apply(request)));
  }
}
