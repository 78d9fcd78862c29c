package dev.portreeve.workbench.replay;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.workbench.difference.Direction;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.set.AuthoredSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides recorded checks again. */
public final class Replay implements DecisionLogReader.Lines {
  /** The reason of a server whose policies are too old to decide. */
  private static final String STALE = "policy_stale";

  private static final int PROGRESS = 500;

  private final Optional<ReplayedSet> before;
  private final ReplayedSet after;
  private final String version;
  private final ReplayTally tally;
  private final Progress progress;
  private int read;

  private Replay(Optional<AuthoredSet> before, AuthoredSet after, int examples, Progress progress) {
    this.before = before.map(ReplayedSet::new);
    this.after = new ReplayedSet(after);
    this.version = after.loaded().version();
    this.tally = new ReplayTally(examples);
    this.progress = progress;
  }

  /**
   * What a set would decide instead of what was decided.
   *
   * @param set that loads
   * @param logs the names of files; {@code -} is the reader's stream
   * @param examples how many of each kind of change are kept
   */
  public static ReplayReport of(
      AuthoredSet set, DecisionLogReader reader, List<String> logs, int examples, Progress progress)
      throws UnreadableLog {
    return new Replay(Optional.empty(), set, examples, progress).run(reader, logs);
  }

  /** What a set would decide instead of what another one would, of the recorded checks. */
  public static ReplayReport of(
      AuthoredSet before,
      AuthoredSet after,
      DecisionLogReader reader,
      List<String> logs,
      int examples,
      Progress progress)
      throws UnreadableLog {
    return new Replay(Optional.of(before), after, examples, progress).run(reader, logs);
  }

  private ReplayReport run(DecisionLogReader reader, List<String> logs) throws UnreadableLog {
    reader.read(logs, this);
    progress.end();
    return tally.report();
  }

  @Override
  public void record(LogRecord record) {
    if (++read % PROGRESS == 0) {
      progress.at("records", read);
    }
    tally.line();
    tally.rate(record);
    try {
      decide(record);
    } catch (NotReplayed e) {
      tally.skip(e.obstacle(), e.detail(), record.place());
    }
  }

  @Override
  public void other(String place, String problem) {
    tally.line();
    tally.skip(Obstacle.NO_RECORD, problem, place);
  }

  private void decide(LogRecord record) throws NotReplayed {
    Optional<ReplayedSet.Decided> old =
        before.isPresent() ? Optional.of(before.get().decide(record)) : Optional.empty();
    if (old.isEmpty() && stale(record)) {
      throw new NotReplayed(Obstacle.NOT_BY_POLICY, STALE);
    }
    ReplayedSet.Decided now = after.decide(record);
    Decision was;
    Decision wouldBe;
    if (old.isPresent()) {
      was = old.get().decision();
      wouldBe = now.decision();
    } else {
      RecordedResult both = RecordedResult.of(record, now.decision());
      was = both.recorded();
      wouldBe = both.again();
    }
    boolean otherTeam = now.team() != null && !now.team().version().equals(record.teamVersion());
    tally.decided(record, now.check(), record.policyVersion().equals(version), otherTeam);
    Direction direction = Direction.of(was, wouldBe);
    if (direction != Direction.SAME) {
      String place = old.isPresent() ? place(before.get().deciding(old.get())) : record.match();
      tally.change(
          new ReplayTally.Kind(record.action(), direction, told(was), told(wouldBe)),
          was,
          wouldBe,
          otherTeam,
          () -> example(record, now, place));
    }
  }

  private static boolean stale(LogRecord record) {
    return record.result().filter(result -> STALE.equals(result.get("reason"))).isPresent();
  }

  private static ReplayTally.Told told(Decision decision) {
    Outcome outcome = decision.outcome();
    return new ReplayTally.Told(outcome, decision.reason());
  }

  private ReplayChange.Example example(LogRecord record, ReplayedSet.Decided now, String before) {
    Optional<Step> deciding = after.deciding(now);
    return new ReplayChange.Example(
        record.place(),
        record.decisionId(),
        record.requestId(),
        now.check().frame().subjectType() + ":" + now.check().frame().subjectId(),
        now.check().frame().resourceType() + ":" + now.check().frame().resourceId(),
        before,
        place(deciding),
        deciding.map(Step::cites).orElse(List.of()),
        Set.copyOf(now.decision().missing()));
  }

  private static String place(Optional<Step> step) {
    return step.map(Step::location).orElse("");
  }
}
