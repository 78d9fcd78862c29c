package dev.portreeve.sidecar.record;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Fulfilment;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
      throws SQLException, RecordChange.Impossible {
    TeamLookup team = team(teamId, transaction);
    if (!(team instanceof TeamLookup.Known)) {
      facts.forget(frame);
      return Found.open(decisions, team);
    }
    Optional<String> unknown = facts.state(frame, teamId, transaction::knownOf);
    if (unknown.isPresent()) {
      return Found.decided(snapshot.invalidFact(unknown.get()), team);
    }
    Decision decision = decisions.decide(snapshot, frame, team);
    return Found.decided(
        decision.permitted() ? fulfil(decision, frame, team, transaction) : decision, team);
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
      Decision decision, Frame frame, TeamLookup team, StoreTransaction transaction)
      throws SQLException, RecordChange.Impossible {
    List<RecordChange> changes = new ArrayList<>();
    List<String> fulfilled = new ArrayList<>();
    List<Obligation> left = new ArrayList<>();
    for (Obligation obligation : decision.obligations()) {
      Optional<Fulfilment> wanted = kept(snapshot.schema().ofObligation(obligation.action()));
      if (wanted.isPresent()) {
        changes.add(RecordChange.make(wanted.get(), frame, obligation, transaction));
        fulfilled.add(obligation.action());
      } else {
        left.add(obligation);
      }
    }
    Optional<Fulfilment> ofAction = kept(snapshot.schema().ofAction(frame.actionName()));
    if (ofAction.isPresent()) {
      changes.add(RecordChange.make(ofAction.get(), frame, null, transaction));
      fulfilled.add(frame.actionName());
    }
    if (fulfilled.isEmpty()) {
      return decision;
    }
    List<RecordChange> written = changes.stream().filter(RecordChange::written).toList();
    if (!written.isEmpty()) {
      transaction.record(List.of(), JsonText.of(audited(decision, frame, team, written)));
    }
    Map<String, Object> details = new LinkedHashMap<>(decision.details());
    details.put("fulfilled", fulfilled);
    changes.stream()
        .filter(RecordChange::named)
        .forEach(change -> details.put("created", change.told()));
    return decision.withObligations(left).withDetails(details);
  }

  private Optional<Fulfilment> kept(Optional<Fulfilment> wanted) {
    return wanted.filter(each -> facts.types().contains(each.type()));
  }

  private Map<String, Object> audited(
      Decision decision, Frame frame, TeamLookup team, List<RecordChange> written) {
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
    record.put("records", written.stream().map(RecordChange::audited).toList());
    record.put("decision", decided);
    return record;
  }

  private static Map<String, Object> identified(String type, String id) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("type", type);
    entity.put(ID, id);
    return entity;
  }
}
