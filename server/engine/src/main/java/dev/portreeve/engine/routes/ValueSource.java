package dev.portreeve.engine.routes;

import java.util.List;
import java.util.Optional;

/** Where a route takes a value from. */
sealed interface ValueSource {

  /** Whether a client cannot choose the value. */
  boolean verified();

  /**
   * A variable of the route's path.
   *
   * @param index of the segment
   * @param rest whether it takes all segments from there
   */
  record PathVariable(int index, boolean rest) implements ValueSource {
    @Override
    public boolean verified() {
      return false;
    }
  }

  /** A parameter of the query. */
  record Query(String name) implements ValueSource {
    @Override
    public boolean verified() {
      return false;
    }
  }

  /**
   * A header.
   *
   * @param verified whether it counts only if a trusted peer sent it
   */
  record Header(String name, boolean verified) implements ValueSource {}

  /**
   * A claim of the verified identity.
   *
   * @param path through nested claims
   */
  record Claim(List<String> path) implements ValueSource {
    @Override
    public boolean verified() {
      return true;
    }
  }

  /** The id of the verified identity. */
  record SubjectId() implements ValueSource {
    @Override
    public boolean verified() {
      return true;
    }
  }

  /** What the route itself says, raw. */
  record Constant(Object raw) implements ValueSource {
    @Override
    public boolean verified() {
      return true;
    }
  }

  /** The raw value, or empty when the request has none: texts as a list, others as they are. */
  default Optional<Object> value(RoutedRequest passage) {
    if (this instanceof Constant constant) {
      return Optional.of(constant.raw());
    }
    if (this instanceof Claim claim) {
      return passage.identity().flatMap(identity -> identity.claim(claim.path()));
    }
    List<String> texts = texts(passage);
    return texts.isEmpty() ? Optional.empty() : Optional.of(new Texts(texts));
  }

  /** What a request says as text, which its fact's type gives a meaning. */
  record Texts(List<String> all) {}

  private List<String> texts(RoutedRequest passage) {
    if (this instanceof Query query) {
      return QueryText.values(passage.target().query(), query.name());
    }
    if (this instanceof Header header) {
      return header.verified()
          ? passage.trustedHeader(header.name())
          : passage.header(header.name());
    }
    if (this instanceof SubjectId) {
      return passage.identity().map(identity -> List.of(identity.id())).orElse(List.of());
    }
    PathVariable variable = (PathVariable) this;
    List<String> segments = passage.target().segments();
    return List.of(
        variable.rest()
            ? String.join("/", segments.subList(variable.index(), segments.size()))
            : segments.get(variable.index()));
  }
}
