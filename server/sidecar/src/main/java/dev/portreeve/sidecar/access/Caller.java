package dev.portreeve.sidecar.access;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks: what it may ask, and about what.
 *
 * @param id of the credential, for logs
 * @param scopes what it may ask
 * @param limits about what
 */
public record Caller(String id, Set<Scope> scopes, CallerLimits limits) {
  /** Everybody, where nobody has to say who asks. */
  public static final Caller ANYONE =
      new Caller("", EnumSet.allOf(Scope.class), CallerLimits.NONE);

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it may ask questions of this kind. */
  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
