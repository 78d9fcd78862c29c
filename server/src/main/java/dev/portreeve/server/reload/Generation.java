package dev.portreeve.server.reload;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.server.team.Teams;

/**
 * What a check, or a whole batch, is decided under.
 *
 * @param snapshot the policy set
 * @param teams bound to its schema
 */
public record Generation(Snapshot snapshot, Teams teams) {}
