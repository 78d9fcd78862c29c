package dev.portreeve.server.proxy;

import dev.portreeve.policy.routes.Identity;
import dev.portreeve.policy.routes.Passage;
import dev.portreeve.policy.routes.Target;
import dev.portreeve.server.identity.Original;
import java.util.List;
import java.util.Optional;

/** A request whose path has one meaning and whose sender is known, if it named one. */
record CheckedRequest(Original original, Target.Canonical target, Optional<Identity> identity)
    implements Passage {
  @Override
  public String method() {
    return original.method();
  }

  @Override
  public String host() {
    return original.host();
  }

  @Override
  public List<String> header(String name) {
    return original.headers().all(name);
  }

  @Override
  public List<String> trustedHeader(String name) {
    return original.trustedHeader(name);
  }
}
