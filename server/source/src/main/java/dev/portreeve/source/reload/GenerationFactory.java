package dev.portreeve.source.reload;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.source.team.Teams;

/**
 * Makes the generations of a server. Called by the thread that reloads, before the new generation
 * is in force.
 *
 * @param <G> the server's generations
 */
public interface GenerationFactory<G extends Generation> {
  /** The generation that a start puts in force. */
  G first(Snapshot snapshot, Teams teams);

  /** The generation that follows {@code current}, sharing what does not change between them. */
  G next(G current, Snapshot snapshot, Teams teams);
}
