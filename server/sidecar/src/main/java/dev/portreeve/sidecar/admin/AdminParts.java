package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.record.KeptFacts;
import dev.portreeve.sidecar.secret.Keyset;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.reload.CurrentGeneration;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import dev.portreeve.store.TeamStore;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What the admin API works with.
 *
 * @param access knows who asks
 * @param inForce the policy set
 * @param decisions decide what is permitted
 * @param source has the teams
 * @param store has them as well and can be written; empty: they are files
 * @param desk what requests for approval are taken with
 * @param keyset seals and opens secrets of teams; empty: they come sealed and are never opened
 * @param kept which facts the store keeps
 */
public record AdminParts(
    Access access,
    CurrentGeneration<ServedGeneration> inForce,
    DecisionPoint decisions,
    PolicySource source,
    Optional<TeamStore> store,
    RequestDesk desk,
    Optional<Keyset> keyset,
    KeptFacts kept) {

  TeamStore writable() throws Problem {
    return store.orElseThrow(Problem::readOnly);
  }

  /** Users come first among the types of subjects that a set declares. */
  String subjectType() {
    return inForce.now().snapshot().schema().subjectTypes().stream().findFirst().orElse("user");
  }

  /** Answers a request in one transaction; one that comes again, as it was answered before. */
  AdminReply once(AdminRequest request, TeamStore.Work<AdminReply, Problem> answering)
      throws Problem, StoreException {
    return writable()
        .<AdminReply, Problem>write(transaction -> Repeated.once(request, transaction, answering));
  }

  /** A team as it stands, bound to the schema in force. */
  BoundTeam team(String id, ServedGeneration generation) throws Problem, StoreException {
    return BoundTeam.of(
        file(id).orElseThrow(() -> Problem.noTeam(id)),
        generation.snapshot().schema(),
        Problem.CONFLICT);
  }

  /** The same within a transaction. */
  BoundTeam team(String id, ServedGeneration generation, StoreTransaction transaction)
      throws Problem, SQLException {
    return BoundTeam.of(
        transaction.team(id).map(StoredTeam::file).orElseThrow(() -> Problem.noTeam(id)),
        generation.snapshot().schema(),
        Problem.CONFLICT);
  }

  /**
   * From the store itself where there is one: whoever has changed a team reads what was written.
   */
  private Optional<SourceFile> file(String id) throws Problem, StoreException {
    if (store.isPresent()) {
      return store.get().team(id).map(StoredTeam::file);
    }
    try {
      return source.holds(id) ? source.team(id) : Optional.empty();
    } catch (SourceException e) {
      throw unavailable();
    }
  }

  /** The database does not answer; the log says why. */
  static Problem unavailable() {
    return new Problem(
        Problem.UNAVAILABLE, "unavailable", "the teams cannot be read or written at present");
  }
}
