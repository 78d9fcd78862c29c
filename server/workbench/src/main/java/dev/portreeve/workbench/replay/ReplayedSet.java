package dev.portreeve.workbench.replay;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.explain.Explainer;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.space.DecisionReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy set that decides recorded checks. */
final class ReplayedSet {
  private final Snapshot snapshot;
  private final Map<String, Team> teams;
  private final DecisionReads reads;

  /**
   * @param set that loads
   */
  ReplayedSet(AuthoredSet set) {
    this.snapshot = set.loaded();
    this.teams = set.teams();
    this.reads = new DecisionReads(snapshot);
  }

  /**
   * What comes of a record.
   *
   * @param decision of this set
   * @param check that it was about
   * @param team that governs it, or null when none is known
   */
  record Decided(Decision decision, RecordedCheck check, @Nullable Team team) {}

  /** Decides a record's check. */
  Decided decide(LogRecord record) throws NotReplayed {
    RecordedCheck check = RecordedCheck.of(record, snapshot.schema());
    Frame frame = check.frame();
    Team team = team(record, check);
    if (!check.hidden().isEmpty()) {
      Set<String> read = reads.of(frame, team);
      List<String> hidden =
          check.hidden().stream().filter(name -> rests(name, read)).sorted().toList();
      if (!hidden.isEmpty()) {
        throw new NotReplayed(Obstacle.REDACTED, String.join(", ", hidden));
      }
    }
    Frame own = frame.copy();
    Decision decision = team == null ? snapshot.decide(own) : snapshot.decide(own, team);
    boolean dry = Boolean.TRUE.equals(own.value(snapshot.schema().dryRunSlot()));
    return new Decided(dry ? decision.dryRun() : decision, check, team);
  }

  private static boolean rests(String hidden, Set<String> read) {
    return read.stream().anyMatch(name -> name.equals(hidden) || name.startsWith(hidden + "."));
  }

  private @Nullable Team team(LogRecord record, RecordedCheck check) throws NotReplayed {
    boolean hidden =
        snapshot.schema().team().filter(f -> check.hidden().contains(f.variable())).isPresent();
    if (hidden) {
      throw new NotReplayed(Obstacle.REDACTED, snapshot.schema().team().orElseThrow().variable());
    }
    Optional<String> id = check.frame().teamId();
    Team team = id.map(teams::get).orElse(null);
    if (id.isPresent() && team == null && !record.teamVersion().isEmpty()) {
      throw new NotReplayed(Obstacle.TEAM_NOT_THERE, id.get());
    }
    if (team != null && record.teamVersion().isEmpty()) {
      throw new NotReplayed(Obstacle.TEAM_NOT_KNOWN, team.id());
    }
    return team;
  }

  /** Where the match stands that decided, with what it cites, or empty. */
  Optional<Step> deciding(Decided decided) {
    Frame frame = decided.check().frame().copy();
    return Explainer.explain(snapshot, frame, decided.team()).deciding();
  }
}
