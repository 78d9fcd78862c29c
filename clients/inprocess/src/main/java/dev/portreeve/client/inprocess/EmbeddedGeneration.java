package dev.portreeve.client.inprocess;

import dev.portreeve.client.Decision;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.source.reload.Generation;
import dev.portreeve.source.reload.GenerationFactory;
import dev.portreeve.source.team.Teams;
import java.util.IdentityHashMap;

/**
 * A policy set and its teams, with the decisions that the set gives again and again as the caller
 * gets them.
 *
 * @param snapshot the policy set
 * @param teams bound to its schema
 * @param converted by the engine's decision; not to be changed
 */
record EmbeddedGeneration(
    Snapshot snapshot,
    Teams teams,
    IdentityHashMap<dev.portreeve.engine.decision.Decision, Decision> converted)
    implements Generation {

  static final GenerationFactory<EmbeddedGeneration> FACTORY =
      new GenerationFactory<>() {
        @Override
        public EmbeddedGeneration first(Snapshot snapshot, Teams teams) {
          return of(snapshot, teams);
        }

        @Override
        public EmbeddedGeneration next(EmbeddedGeneration current, Snapshot snapshot, Teams teams) {
          return of(snapshot, teams);
        }
      };

  private static EmbeddedGeneration of(Snapshot snapshot, Teams teams) {
    IdentityHashMap<dev.portreeve.engine.decision.Decision, Decision> converted =
        new IdentityHashMap<>();
    snapshot
        .constants()
        .forEach(
            constant ->
                converted.put(
                    constant, DecisionConversion.convert(constant, snapshot.version(), "")));
    return new EmbeddedGeneration(snapshot, teams, converted);
  }

  /**
   * A decision of the set as the caller gets it.
   *
   * @param teamVersion of the team that was decided for, or empty when none is known
   */
  Decision convert(dev.portreeve.engine.decision.Decision decision, String teamVersion) {
    Decision known = converted.get(decision);
    if (known == null) {
      return DecisionConversion.convert(decision, snapshot.version(), teamVersion);
    }
    return decision.bare() ? known : known.ofTeam(teamVersion);
  }
}
