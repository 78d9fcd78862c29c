package dev.portreeve.engine.routes;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Some requests of a service, and the check that they are. Immutable. */
public final class Route {
  /** The subject fact that says whether the caller is known; set by the check, never by a route. */
  static final String SIGNED_IN = "signed_in";

  private final Pattern pattern;
  private final Position position;
  private final String action;
  private final String subjectType;
  private final String resourceType;
  private final ValueSource resourceId;
  private final List<Filling> fillings;

  /**
   * Which requests.
   *
   * @param host any, or one
   * @param methods none means any
   */
  record Pattern(HostPattern host, Set<String> methods, PathTemplate path) {}

  /** One fact and where it comes from. */
  record Filling(Fact fact, ValueSource source) {}

  Route(
      Pattern pattern,
      Position position,
      String action,
      String subjectType,
      String resourceType,
      ValueSource resourceId,
      List<Filling> fillings) {
    this.pattern = pattern;
    this.position = position;
    this.action = action;
    this.subjectType = subjectType;
    this.resourceType = resourceType;
    this.resourceId = resourceId;
    this.fillings = List.copyOf(fillings);
  }

  Pattern pattern() {
    return pattern;
  }

  Position position() {
    return position;
  }

  public String action() {
    return action;
  }

  /** The line of {@code routes.yaml} it stands at, for logs. */
  public int line() {
    return position.line();
  }

  /**
   * Whether a policy can tell that nobody is signed in. Where it cannot, a request without an
   * identity must not reach it.
   */
  public static boolean knowsStrangers(Schema schema) {
    return schema
        .fact(Entity.SUBJECT, SIGNED_IN)
        .filter(fact -> fact.type() instanceof BooleanType)
        .isPresent();
  }

  /**
   * Says in a frame what a request asks.
   *
   * @param frame an empty one, made with the schema that the routes were read under
   * @param passage one that matched this route
   */
  public void fill(Frame frame, RoutedRequest passage) {
    Optional<RouteIdentity> identity = passage.identity();
    frame.action(action);
    frame.subject(subjectType, identity.map(RouteIdentity::id).orElse(""));
    frame.resource(resourceType, text(resourceId, passage));
    frame.fact(Entity.SUBJECT, SIGNED_IN, identity.isPresent());
    for (Filling filling : fillings) {
      Fact fact = filling.fact();
      if (fact.entity() != Entity.SUBJECT || identity.isPresent()) {
        filling
            .source()
            .value(passage)
            .ifPresent(value -> frame.fact(fact.slot(), raw(filling, value)));
      }
    }
  }

  private static Object raw(Filling filling, Object value) {
    ValueType type = filling.fact().type();
    if (value instanceof ValueSource.Texts texts) {
      return TextValue.raw(type, texts.all());
    }
    return filling.source() instanceof ValueSource.Claim ? ClaimValue.raw(type, value) : value;
  }

  /** An id that is not given, or given twice, is nobody's. */
  private static String text(ValueSource source, RoutedRequest passage) {
    Object value = source.value(passage).orElse("");
    if (value instanceof ValueSource.Texts texts) {
      return texts.all().size() == 1 ? texts.all().get(0) : "";
    }
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }
}
