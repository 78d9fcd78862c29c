package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.secret.Keyset;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST .../settings/{setting}/{field}/open}: opens a secret of a team for a check that the
 * server decides itself, where the permit comes with the obligation that the schema names.
 */
final class SecretOpening implements AdminAction {
  /** The paths that take the scope for secrets. */
  static final String PATHS = "/admin/v1/teams/[^/]+/settings/[^/]+/[^/]+/open/?";

  private final AdminParts parts;
  private final RequestResource requests;

  SecretOpening(AdminParts parts) {
    this.parts = parts;
    this.requests = new RequestResource(parts);
  }

  /** Whose a secret is and what for, which is sealed with it. */
  static String owner(String team, String setting, String field) {
    return team + "\n" + setting + "." + field;
  }

  /** A secret that a caller sends, sealed; what is sealed already stays as it is. */
  static Object sealed(
      AdminParts parts, AdminRequest request, Setting setting, String field, Object raw)
      throws Problem {
    if (!(raw instanceof String text)
        || text.startsWith("sealed:")
        || parts.keyset().isEmpty()
        || !SealedValues.isSealed(setting, field)) {
      return raw;
    }
    try {
      return parts.keyset().get().seal(text, owner(request.team(), setting.key(), field));
    } catch (IOException e) {
      throw unavailable();
    }
  }

  @Override
  public AdminReply answer(AdminRequest request) throws Problem, StoreException {
    Keyset keys =
        parts
            .keyset()
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.NOT_FOUND, "not set up", "the server runs without --keyset"));
    // Never kept for an Idempotency-Key: an answer that is kept would be the secret in the open.
    return parts.writable().<AdminReply, Problem>write(tx -> open(request, keys, tx));
  }

  private AdminReply open(AdminRequest request, Keyset keys, StoreTransaction transaction)
      throws Problem, SQLException {
    ServedGeneration generation = parts.inForce().now();
    Schema schema = generation.snapshot().schema();
    Setting setting = SubjectChecks.setting(schema, request.parameter("setting"));
    String field = request.parameter("field");
    String path = setting.key() + "." + field;
    String obligation = schema.secrets().get(path);
    if (obligation == null) {
      throw new Problem(
          Problem.NOT_FOUND, "no such secret", "the policy set lets nobody open `" + path + "`");
    }
    BoundTeam team = parts.team(request.team(), generation, transaction);
    Frame frame = requests.decode(request, generation, CallerLimits.Facts.DIRECTORY);
    String subject = frame.subjectType() + ":" + frame.subjectId();
    String resource = frame.resourceType() + ":" + frame.resourceId();
    SubjectChecks asked =
        new SubjectChecks(
            generation,
            parts.decisions(),
            team,
            request.caller(),
            new CallerLimits.Subject(frame.subjectType(), frame.subjectId()));
    AdminDecision decision = asked.decide(frame);
    if (!decision.permitted()) {
      throw decision.refused();
    }
    if (decision.decision().obligations().stream()
        .map(Obligation::action)
        .noneMatch(obligation::equals)) {
      throw new Problem(
          Problem.FORBIDDEN, "not permitted", "this is permitted and needs no secret of the team");
    }
    Object stored = BoundTeam.members(team.stored(setting.key()).orElse(Map.of())).get(field);
    if (!(stored instanceof String sealed)) {
      throw new Problem(Problem.CONFLICT, "nothing stored", "the team has no `" + path + "`");
    }
    String value = opened(keys, sealed, owner(request.team(), setting.key(), field));
    transaction.record(
        List.of(),
        new AuditEntry(request, "secret.open")
            .with("secret", path)
            .with("subject", subject)
            .with("resource", resource)
            .with("decision", decision.audited())
            .json());
    return new AdminReply(200, Optional.of(Map.of("value", value)), Optional.empty());
  }

  private static String opened(Keyset keys, String sealed, String owner) throws Problem {
    try {
      return keys.open(sealed, owner)
          .orElseThrow(
              () ->
                  new Problem(
                      Problem.CONFLICT,
                      "not to be opened",
                      "no key of this server has sealed it for this team: it was sealed elsewhere, or"
                          + " its key was taken out of the key set"));
    } catch (IOException e) {
      throw unavailable();
    }
  }

  private static Problem unavailable() {
    return new Problem(
        Problem.UNAVAILABLE, "unavailable", "the key set of the server cannot be read at present");
  }
}
