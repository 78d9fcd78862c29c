package dev.portreeve.sidecar.record;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.schema.RecordSpec;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.log.CheckSource;
import dev.portreeve.source.team.TeamLookup;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides a check and fulfils what a permit brings, in one transaction. */
final class Fulfiller {
  private static final String ID = "id";

  private final KeptFacts facts;
  private final Snapshot snapshot;
  private final DecisionPoint decisions;
  private final CheckSource source;

  Fulfiller(KeptFacts facts, Snapshot snapshot, DecisionPoint decisions, CheckSource source) {
    this.facts = facts;
    this.snapshot = snapshot;
    this.decisions = decisions;
    this.source = source;
  }

  /** Decides on the team and the records as they stand, while nobody else changes them. */
  Found fulfil(Frame frame, String teamId, StoreTransaction transaction)
      throws SQLException, Impossible {
    TeamLookup team = team(teamId, transaction);
    if (!(team instanceof TeamLookup.Known known)) {
      facts.forget(frame);
      return Found.open(decisions, team);
    }
    if (facts.types().contains(Fulfilment.MEMBER)) {
      forgetMembers(frame);
    }
    Optional<String> unknown =
        facts.state(snapshot, frame, known.team(), RecordSource.of(transaction, teamId));
    if (unknown.isPresent()) {
      return Found.decided(snapshot.invalidFact(unknown.get()), team);
    }
    Decision decision = decisions.decide(snapshot, frame, team);
    return Found.decided(
        decision.permitted() ? fulfil(decision, frame, known, transaction) : decision, team);
  }

  /**
   * Takes away what the request says and the stored members do: who changes them is one of them.
   */
  private static void forgetMembers(Frame frame) {
    for (Fact fact : frame.schema().filledIn()) {
      if (fact.directory().filter(FromDirectory::ofPeople).isPresent()) {
        frame.forget(fact.slot());
      }
    }
  }

  private TeamLookup team(String id, StoreTransaction transaction) throws SQLException {
    Optional<SourceFile> file = transaction.team(id).map(StoredTeam::file);
    Optional<Team> team =
        file.flatMap(text -> new TeamReader(snapshot.schema()).read(text, new ArrayList<>()));
    return team.isPresent()
        ? new TeamLookup.Known(team.get(), file.orElseThrow())
        : TeamLookup.UNKNOWN;
  }

  private Decision fulfil(
      Decision decision, Frame frame, TeamLookup.Known team, StoreTransaction transaction)
      throws SQLException, Impossible {
    RecordSpec spec = snapshot.schema().records();
    List<Change> changes = new ArrayList<>();
    Set<String> fulfilled = new LinkedHashSet<>();
    List<Obligation> left = new ArrayList<>();
    for (Obligation obligation : decision.obligations()) {
      CheckValues values = new CheckValues(frame, team.team(), obligation);
      if (carriedOut(spec.ofObligation(obligation.action()), values, transaction, changes)) {
        fulfilled.add(obligation.action());
      } else {
        left.add(obligation);
      }
    }
    CheckValues values = new CheckValues(frame, team.team(), null);
    if (carriedOut(spec.ofAction(frame.actionName()), values, transaction, changes)) {
      fulfilled.add(frame.actionName());
    }
    if (fulfilled.isEmpty()) {
      return decision;
    }
    if (!changes.isEmpty()) {
      transaction.record(
          touched(frame, changes, transaction), audited(decision, frame, team, changes));
    }
    return decision.withObligations(left).withDetails(details(decision, fulfilled, changes));
  }

  /** Carries out the steps that are to be done in this check; false when there is none. */
  private boolean carriedOut(
      List<Fulfilment> steps,
      CheckValues values,
      StoreTransaction transaction,
      List<Change> changes)
      throws SQLException, Impossible {
    String team = values.frame().teamId().orElseThrow();
    List<Fulfilment> due = new ArrayList<>();
    for (Fulfilment step : steps) {
      if (values.hold(step.when())) {
        due.add(step);
      }
    }
    if (due.stream().anyMatch(step -> !facts.types().contains(step.type()))) {
      return false; // all of it is the caller's
    }
    for (Fulfilment step : due) {
      changes.addAll(
          step.ofMember()
              ? new MemberSteps(values, team, transaction).make(step)
              : new RecordSteps(values, team, transaction).make(step));
    }
    return !due.isEmpty();
  }

  /** The team when one of its members is another now, which must still be one that is read. */
  private List<String> touched(Frame frame, List<Change> changes, StoreTransaction transaction)
      throws SQLException, Impossible {
    if (changes.stream().noneMatch(change -> change.wanted().ofMember())) {
      return List.of();
    }
    String id = frame.teamId().orElseThrow();
    if (!(team(id, transaction) instanceof TeamLookup.Known)) {
      throw new Impossible("the members that come out do not fit the policy set");
    }
    return List.of(id);
  }

  private static Map<String, Object> details(
      Decision decision, Set<String> fulfilled, List<Change> changes) {
    Map<String, Object> details = new LinkedHashMap<>(decision.details());
    details.put("fulfilled", List.copyOf(fulfilled));
    if (!changes.isEmpty()) {
      details.put("changed", changes.stream().map(Change::told).toList());
    }
    changes.stream()
        .filter(Change::created)
        .forEach(change -> details.put("created", change.named()));
    return details;
  }

  private String audited(Decision decision, Frame frame, TeamLookup team, List<Change> written) {
    Map<String, Object> actor = identified(frame.subjectType(), frame.subjectId());
    actor.put("credential", source.caller());
    Map<String, Object> decided = new LinkedHashMap<>();
    decided.put("outcome", decision.outcome().code());
    decided.put("reason", decision.reason());
    decided.put("policy", decision.policy());
    decided.put("policy_version", snapshot.version());
    decided.put("team_version", team.version());
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("at", Instant.now().toString());
    record.put("actor", actor);
    record.put("action", "fulfil");
    record.put("team", frame.teamId().orElse(""));
    record.put("check", frame.actionName());
    record.put("resource", identified(frame.resourceType(), frame.resourceId()));
    record.put("records", written.stream().map(Change::audited).toList());
    record.put("decision", decided);
    return JsonText.of(record);
  }

  private static Map<String, Object> identified(String type, String id) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("type", type);
    entity.put(ID, id);
    return entity;
  }
}
