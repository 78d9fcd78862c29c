package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import java.util.Optional;

/** Offers a policy set to a start whose own does not load. */
@FunctionalInterface
public interface Fallback {
  /** Offers none. */
  Fallback NONE = Optional::empty;

  /** The set, or empty when there is none to offer. */
  Optional<PolicySetFiles> load();
}
