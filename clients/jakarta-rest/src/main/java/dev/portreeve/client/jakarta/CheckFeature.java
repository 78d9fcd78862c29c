package dev.portreeve.client.jakarta;

import dev.portreeve.client.DecisionPoint;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the resource methods with {@link RequiresPermit}; register one with the application. */
public final class CheckFeature implements DynamicFeature {
  private final DecisionPoint decisions;
  private final SubjectMapper subjects;

  /** Asks for the principal of a request. */
  public CheckFeature(DecisionPoint decisions) {
    this(decisions, SubjectMapper.PRINCIPAL);
  }

  /**
   * @param subjects who asks
   */
  public CheckFeature(DecisionPoint decisions, SubjectMapper subjects) {
    this.decisions = decisions;
    this.subjects = subjects;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    required(resource.getResourceMethod(), resource.getResourceClass())
        .ifPresent(
            permit ->
                context.register(
                    new CheckFilter(decisions, subjects, permit), Priorities.AUTHORIZATION));
  }

  /** The annotation of the method or, as for those of Jakarta REST, of one that it overrides. */
  private static Optional<RequiresPermit> required(Method method, @Nullable Class<?> type) {
    if (type == null) {
      return Optional.empty();
    }
    Optional<RequiresPermit> found = declared(method, type);
    if (found.isEmpty()) {
      found = required(method, type.getSuperclass());
    }
    for (Class<?> parent : type.getInterfaces()) {
      found = found.or(() -> required(method, parent));
    }
    return found;
  }

  private static Optional<RequiresPermit> declared(Method method, Class<?> type) {
    try {
      Method same = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
      return Optional.ofNullable(same.getAnnotation(RequiresPermit.class));
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }
}
