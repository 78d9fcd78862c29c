package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code GET .../settings}: the settings that the subject may see. */
final class SettingsRead implements AdminAction {
  private final AdminParts parts;

  SettingsRead(AdminParts parts) {
    this.parts = parts;
  }

  @Override
  public AdminReply answer(AdminRequest request) throws Problem, StoreException {
    CallerLimits.Subject subject = request.requireSubject();
    ServedGeneration generation = parts.inForce().now();
    BoundTeam team = parts.team(request.team(), generation);
    SubjectChecks asked =
        new SubjectChecks(generation, parts.decisions(), team, request.caller(), subject);
    List<Object> shown = new ArrayList<>();
    Optional<AdminDecision> refused = Optional.empty();
    for (Setting setting : generation.snapshot().schema().settings()) {
      AdminDecision decision = asked.decide(asked.frame(SubjectChecks.VIEW, setting));
      if (decision.permitted()) {
        shown.add(of(setting, team));
      } else if (refused.isEmpty()) {
        refused = Optional.of(decision);
      }
    }
    if (shown.isEmpty() && refused.isPresent()) {
      throw refused.get().refused();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("team", team.team().id());
    body.put("settings", shown);
    return AdminReply.of(body, team.team().version());
  }

  /** A setting of a team, for people. */
  static Map<String, Object> of(Setting setting, BoundTeam team) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("setting", setting.key());
    shown.put("title", setting.title());
    shown.put("description", setting.description());
    boolean stored = team.team().stored().has(setting.index());
    shown.put(
        "value", stored ? plain(team.team().stored().value(setting.index())) : JsonNull.INSTANCE);
    shown.put("effective_value", plain(team.team().setting(setting.index())));
    shown.put("default", plain(setting.defaultValue().orElse(null)));
    shown.put("on_plan", team.team().control(setting.index()));
    shown.put("plans", List.copyOf(new TreeSet<>(setting.plans())));
    shown.put("roles", setting.roles());
    return shown;
  }

  static Object plain(@Nullable Object typed) {
    return typed == null ? JsonNull.INSTANCE : PlainValue.of(typed);
  }
}
