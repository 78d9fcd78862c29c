package dev.portreeve.server.reload;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.server.answer.KnownAnswers;
import dev.portreeve.server.team.Teams;
import dev.portreeve.server.vocabulary.Vocabulary;

/**
 * What a check, or a whole batch, is decided under.
 *
 * @param snapshot the policy set
 * @param teams bound to its schema
 * @param answers what it answers again and again
 * @param vocabulary what its requests are made of
 */
public record Generation(
    Snapshot snapshot, Teams teams, KnownAnswers answers, Vocabulary vocabulary) {
  Generation(Snapshot snapshot, Teams teams) {
    this(snapshot, teams, new KnownAnswers(snapshot), new Vocabulary(snapshot.schema()));
  }

  /** One that follows this one, with what does not change between them. */
  Generation next(Snapshot snapshot, Teams teams) {
    Schema schema = snapshot.schema();
    Vocabulary words = schema == vocabulary.schema() ? vocabulary : new Vocabulary(schema);
    return new Generation(snapshot, teams, new KnownAnswers(snapshot), words);
  }
}
