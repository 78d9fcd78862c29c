package dev.portreeve.source.reload;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.source.team.Teams;

/**
 * What a check, or a whole batch, is decided under. Immutable but for the team cache. Whoever
 * serves implements it, to keep beside the policy set what is derived from it once per reload.
 */
public interface Generation {
  /** The policy set. */
  Snapshot snapshot();

  /** The teams, bound to the set's schema. */
  Teams teams();
}
