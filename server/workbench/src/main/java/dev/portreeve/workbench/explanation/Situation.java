package dev.portreeve.workbench.explanation;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.explain.Explainer;
import dev.portreeve.engine.explain.Explanation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A check and what it is decided by.
 *
 * @param snapshot the policies
 * @param frame the check; not to be changed
 * @param team the one that the check names, or empty when none is known
 */
public record Situation(Snapshot snapshot, Frame frame, Optional<CaseTeam> team) {

  /** What is decided, by the policies as they are compiled. */
  public Decision decide() {
    Team known = team.map(CaseTeam::team).orElse(null);
    return known == null ? snapshot.decide(frame.copy()) : snapshot.decide(frame.copy(), known);
  }

  /** How that came about. */
  public Explanation explain() {
    return Explainer.explain(snapshot, frame.copy(), team.map(CaseTeam::team).orElse(null));
  }

  /** The same with another value of a fact. */
  Situation withFact(int slot, Object raw) {
    return new Situation(snapshot, frame.copy().fact(slot, raw), team);
  }

  /**
   * The same with another file of the team that says the same of its people, or empty when there
   * can be no such file. The people are not read again: there may be thousands, and searches come
   * here thousands of times.
   *
   * @param raw everything that the file says
   */
  Optional<Situation> withTeam(Map<String, Object> raw) {
    Team people = team.orElseThrow().team();
    Map<String, Object> read = new LinkedHashMap<>(raw);
    read.remove("members");
    SourceFile file = new SourceFile("teams/" + people.id() + ".yaml", JsonText.of(read));
    return new TeamReader(snapshot.schema())
        .read(file, new ArrayList<>())
        .map(bound -> new CaseTeam(bound.withMembersOf(people), raw))
        .map(changed -> new Situation(snapshot, frame, Optional.of(changed)));
  }
}
