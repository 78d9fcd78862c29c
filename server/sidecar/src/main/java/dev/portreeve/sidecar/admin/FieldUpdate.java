package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code .../settings/{setting}/{field}}: changes one field of a setting that has actions of its
 * own, such as {@code private_npm.token.set}. What is sealed is taken and never told.
 */
final class FieldUpdate {
  private static final String VALUE = "value";
  private static final String SEALED = "sealed";

  private final AdminParts parts;

  FieldUpdate(AdminParts parts) {
    this.parts = parts;
  }

  /** Sets the field, as the action {@code SETTING.FIELD.set} or {@code .update} decides. */
  AdminReply put(AdminRequest request) throws Problem, StoreException {
    CallerLimits.Subject subject = request.requireSubject();
    Map<String, Object> body = request.json();
    if (!body.keySet().equals(Set.of(VALUE))) {
      throw Problem.malformed("write the new value as `value`, and nothing else");
    }
    Optional<Object> value = Optional.ofNullable(body.get(VALUE));
    return parts.once(request, tx -> change(request, subject, value, List.of("set", "update"), tx));
  }

  /** Removes it, as the action {@code SETTING.FIELD.delete} decides. */
  AdminReply delete(AdminRequest request) throws Problem, StoreException {
    CallerLimits.Subject subject = request.requireSubject();
    return parts.once(
        request, tx -> change(request, subject, Optional.empty(), List.of("delete"), tx));
  }

  private AdminReply change(
      AdminRequest request,
      CallerLimits.Subject subject,
      Optional<Object> value,
      List<String> verbs,
      StoreTransaction transaction)
      throws Problem, SQLException {
    ServedGeneration generation = parts.inForce().now();
    Schema schema = generation.snapshot().schema();
    Setting setting = SubjectChecks.setting(schema, request.parameter("setting"));
    String field = request.parameter("field");
    ActionSpec action = action(schema, setting.key() + "." + field, verbs);
    StoredTeam stored =
        transaction.team(request.team()).orElseThrow(() -> Problem.noTeam(request.team()));
    BoundTeam team = BoundTeam.of(stored.file(), schema, Problem.CONFLICT);
    request.requireVersion(team.team().version());

    SubjectChecks asked =
        new SubjectChecks(generation, parts.decisions(), team, request.caller(), subject);
    Frame frame =
        asked.frame(
            action.name(),
            action.resourceTypes().stream().findFirst().orElse("team"),
            request.team());
    value.ifPresent(raw -> frame.fact(Entity.ACTION, field, raw));
    AdminDecision decision = asked.decide(frame);
    if (!decision.permitted()) {
      throw decision.refused();
    }
    Map<String, Object> fields = BoundTeam.members(team.stored(setting.key()).orElse(Map.of()));
    fields.remove(field);
    if (value.isPresent()) {
      Object taken = taken(frame, field, value.get());
      fields.put(field, SecretOpening.sealed(parts, request, setting, field, taken));
    }
    StoredTeam next =
        new StoredTeam(
            stored.id(), JsonText.of(team.with(setting.key(), fields)), stored.members());
    BoundTeam after = BoundTeam.of(next.file(), schema, Problem.UNPROCESSABLE);

    transaction.putDocument(next.id(), next.document());
    transaction.record(
        List.of(next.id()),
        new AuditEntry(request, action.name())
            .with("setting", setting.key())
            .with("field", field)
            .change(shown(setting, field, team), shown(setting, field, after))
            .with("decision", decision.audited())
            .json());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("setting", setting.key());
    body.put("field", field);
    body.put(VALUE, shown(setting, field, after));
    body.put("change", transaction.number());
    body.putAll(decision.json());
    return AdminReply.of(body, after.team().version());
  }

  private static ActionSpec action(Schema schema, String name, List<String> verbs) throws Problem {
    for (String verb : verbs) {
      Optional<ActionSpec> action = schema.action(name + "." + verb);
      if (action.isPresent()) {
        return action.get();
      }
    }
    throw new Problem(
        Problem.NOT_FOUND,
        "no such field",
        "the policy set has no action `" + name + "." + verbs.get(0) + "`");
  }

  /** As the action's own fact understands it, where it has one: a list that came as one text. */
  private static Object taken(Frame frame, String field, Object raw) {
    Optional<Fact> fact = frame.schema().fact(Entity.ACTION, field);
    Object typed = fact.isPresent() ? frame.value(fact.get().slot()) : null;
    return typed == null || typed instanceof InvalidValue ? raw : SettingsRead.plain(typed);
  }

  private static Object shown(Setting setting, String field, BoundTeam team) {
    Object raw = BoundTeam.members(team.stored(setting.key()).orElse(Map.of())).get(field);
    if (raw == null) {
      return JsonNull.INSTANCE;
    }
    return SealedValues.isSealed(setting, field) ? SEALED : raw;
  }
}
