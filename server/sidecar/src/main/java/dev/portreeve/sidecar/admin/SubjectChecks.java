package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.team.TeamLookup;
import java.time.Instant;

/** Asks the policy set about a team, for a subject of whom what is stored of the team counts. */
final class SubjectChecks {
  static final String VIEW = "settings.view";
  static final String UPDATE = "settings.update";

  private final ServedGeneration generation;
  private final DecisionPoint decisions;
  private final BoundTeam team;
  private final Caller caller;
  private final CallerLimits.Subject subject;

  /**
   * @param generation in force
   * @param team bound to its schema
   * @param subject whom the caller speaks for
   */
  SubjectChecks(
      ServedGeneration generation,
      DecisionPoint decisions,
      BoundTeam team,
      Caller caller,
      CallerLimits.Subject subject) {
    this.generation = generation;
    this.decisions = decisions;
    this.team = team;
    this.caller = caller;
    this.subject = subject;
  }

  /** The facts of a set that say which setting is to change, and how. */
  static ChangeSpec spec(Schema schema) throws Problem {
    return schema
        .change()
        .filter(change -> schema.actions().containsKey(UPDATE))
        .orElseThrow(
            () ->
                new Problem(
                    Problem.NOT_FOUND,
                    "no settings",
                    "the policy set in force has no action `" + UPDATE + "`"));
  }

  /** The setting of a key. */
  static Setting setting(Schema schema, String key) throws Problem {
    return schema
        .setting(key)
        .orElseThrow(
            () ->
                new Problem(
                    Problem.NOT_FOUND, "no such setting", "there is no setting `" + key + "`"));
  }

  /** The check whether the subject may do something about a setting. */
  Frame frame(String action, Setting setting) throws Problem {
    Schema schema = generation.snapshot().schema();
    String type =
        schema
            .action(action)
            .map(ActionSpec::resourceTypes)
            .flatMap(types -> types.stream().findFirst())
            .orElse("team");
    return frame(action, type, team.team().id()).fact(spec(schema).setting().slot(), setting.key());
  }

  /** The check whether the subject may do something to a resource of the team. */
  Frame frame(String action, String resourceType, String resourceId) {
    Schema schema = generation.snapshot().schema();
    Frame frame =
        Frame.of(schema, Instant.now())
            .subject(subject.type(), subject.id())
            .action(action)
            .resource(resourceType, resourceId);
    schema.team().ifPresent(fact -> frame.fact(fact.slot(), team.team().id()));
    return frame;
  }

  /** Decides a check. */
  AdminDecision decide(Frame frame) throws Problem {
    try {
      caller.hold(frame);
    } catch (RequestForbidden e) {
      throw Problem.refused(e);
    }
    Decision decision =
        decisions.decide(
            generation.snapshot(), frame, new TeamLookup.Known(team.team(), team.file()));
    return new AdminDecision(decision, generation.snapshot().version(), team.team().version());
  }
}
