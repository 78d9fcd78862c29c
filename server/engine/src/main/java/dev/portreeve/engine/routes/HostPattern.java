package dev.portreeve.engine.routes;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts a route is for.
 *
 * @param kind how the name counts
 * @param name in lower case; {@code example.com} for {@code *.example.com}
 */
record HostPattern(Kind kind, String name) {
  /** How a name counts. */
  enum Kind {
    ANY,
    BELOW,
    EXACT
  }

  static final HostPattern ANY = new HostPattern(Kind.ANY, "");

  private static final Pattern NAME =
      Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

  /** The pattern written, or empty when it is none. */
  static Optional<HostPattern> parse(String text) {
    if (!NAME.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        text.startsWith("*.")
            ? new HostPattern(Kind.BELOW, text.substring(2))
            : new HostPattern(Kind.EXACT, text));
  }

  /** Whether every host of the other is one of this. */
  boolean covers(HostPattern other) {
    return switch (kind) {
      case ANY -> true;
      case EXACT -> equals(other);
      case BELOW -> other.kind != Kind.ANY && covers(other.name, other.kind);
    };
  }

  private boolean covers(String host, Kind otherKind) {
    return host.endsWith("." + name) || otherKind == Kind.BELOW && host.equals(name);
  }
}
