package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Change;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code PATCH .../settings/{setting}}: changes one setting, as {@code settings.update} decides.
 *
 * <p>What is decided on is what is replaced: both happen in one transaction, in which nobody else
 * changes the team.
 */
final class SettingUpdate implements AdminAction {
  private static final List<String> FORMS = List.of("value", "add", "remove");

  private final AdminParts parts;

  SettingUpdate(AdminParts parts) {
    this.parts = parts;
  }

  @Override
  public AdminReply answer(AdminRequest request) throws Problem, StoreException {
    CallerLimits.Subject subject = request.requireSubject();
    Map<String, Object> body = request.json();
    for (String member : body.keySet()) {
      if (!FORMS.contains(member)) {
        throw Problem.malformed(
            "`" + member + "` is not known here: write one of value, add, remove");
      }
    }
    return parts.once(request, tx -> change(request, subject, body, tx));
  }

  private AdminReply change(
      AdminRequest request,
      CallerLimits.Subject subject,
      Map<String, Object> body,
      StoreTransaction transaction)
      throws Problem, SQLException {
    ServedGeneration generation = parts.inForce().now();
    Schema schema = generation.snapshot().schema();
    ChangeSpec spec = SubjectChecks.spec(schema);
    Setting setting = SubjectChecks.setting(schema, request.parameter("setting"));
    StoredTeam stored =
        transaction.team(request.team()).orElseThrow(() -> Problem.noTeam(request.team()));
    BoundTeam team = BoundTeam.of(stored.file(), schema, Problem.CONFLICT);
    request.requireVersion(team.team().version());

    SubjectChecks asked =
        new SubjectChecks(generation, parts.decisions(), team, request.caller(), subject);
    Frame frame = asked.frame(SubjectChecks.UPDATE, setting);
    body.forEach((form, value) -> frame.fact(fact(spec, form).slot(), value));
    AdminDecision decision = asked.decide(frame);
    if (!decision.permitted()) {
      throw decision.refused();
    }
    Object typed = new Change(frame, team.team(), spec).settingAfter(setting.index());
    Object written = body.getOrDefault("value", team.stored(setting.key()).orElse(Map.of()));
    Object value = SealedValues.written(typed, written);
    StoredTeam next =
        new StoredTeam(stored.id(), JsonText.of(team.with(setting.key(), value)), stored.members());
    BoundTeam after = BoundTeam.of(next.file(), schema, Problem.UNPROCESSABLE);

    transaction.putDocument(next.id(), next.document());
    transaction.record(
        List.of(next.id()),
        new AuditEntry(request, SubjectChecks.UPDATE)
            .with("setting", setting.key())
            .change(stored(setting, team), stored(setting, after))
            .with("decision", decision.audited())
            .json());
    Map<String, Object> shown = new LinkedHashMap<>(SettingsRead.of(setting, after));
    shown.put("change", transaction.number());
    shown.putAll(decision.json());
    return AdminReply.of(shown, after.team().version());
  }

  private static Object stored(Setting setting, BoundTeam team) {
    return SettingsRead.plain(
        team.team().stored().has(setting.index())
            ? team.team().stored().value(setting.index())
            : null);
  }

  private static Fact fact(ChangeSpec spec, String form) {
    return form.equals("value") ? spec.value() : form.equals("add") ? spec.add() : spec.remove();
  }
}
