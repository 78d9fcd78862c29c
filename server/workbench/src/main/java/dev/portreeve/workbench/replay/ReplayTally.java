package dev.portreeve.workbench.replay;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.workbench.difference.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts what comes of recorded decisions, one by one. */
final class ReplayTally {
  private final int examples;
  private final Map<Kind, Changing> changes = new LinkedHashMap<>();
  private final Map<SkippedKind, Skipping> skipped = new LinkedHashMap<>();
  private final Map<String, Integer> decided = new TreeMap<>();
  private final Map<String, Integer> undeclared = new TreeMap<>();
  private final Map<String, Double> rates = new TreeMap<>();
  private int lines;
  private int sameVersion;
  private int otherTeams;

  /**
   * @param examples how many of each kind of change are kept
   */
  ReplayTally(int examples) {
    this.examples = examples;
  }

  /** What is told. */
  record Told(Outcome outcome, String reason) {}

  /** Changes that are counted together. */
  record Kind(String action, Direction direction, Told was, Told wouldBe) {}

  private record SkippedKind(Obstacle obstacle, String detail) {}

  private static final class Changing {
    private final Decision was;
    private final Decision wouldBe;
    private final List<ReplayChange.Example> kept = new ArrayList<>();
    private int count;
    private int otherTeams;

    Changing(Decision was, Decision wouldBe) {
      this.was = was;
      this.wouldBe = wouldBe;
    }
  }

  private static final class Skipping {
    private final String first;
    private int count;

    Skipping(String first) {
      this.first = first;
    }
  }

  /** One more line was read. */
  void line() {
    lines++;
  }

  /** Notes which part of the permits of an action was recorded. */
  void rate(LogRecord record) {
    if (record.permitRate() < 1) {
      rates.merge(record.action(), record.permitRate(), Math::min);
    }
  }

  /** A record is not decided again. */
  void skip(Obstacle obstacle, String detail, String place) {
    skipped.computeIfAbsent(new SkippedKind(obstacle, detail), unused -> new Skipping(place))
        .count++;
  }

  /** A record was decided again. */
  void decided(LogRecord record, RecordedCheck check, boolean bySameVersion, boolean ofOtherTeam) {
    decided.merge(record.action(), 1, Integer::sum);
    check.undeclared().forEach(name -> undeclared.merge(name, 1, Integer::sum));
    sameVersion += bySameVersion ? 1 : 0;
    otherTeams += ofOtherTeam ? 1 : 0;
  }

  /** Its decision would be another one. */
  void change(
      Kind kind,
      Decision was,
      Decision wouldBe,
      boolean ofOtherTeam,
      Supplier<ReplayChange.Example> example) {
    Changing changing = changes.computeIfAbsent(kind, unused -> new Changing(was, wouldBe));
    changing.count++;
    changing.otherTeams += ofOtherTeam ? 1 : 0;
    if (changing.kept.size() < examples) {
      changing.kept.add(example.get());
    }
  }

  ReplayReport report() {
    List<ReplayChange> all = new ArrayList<>();
    changes.forEach(
        (kind, one) ->
            all.add(
                new ReplayChange(
                    kind.action(),
                    kind.direction(),
                    one.was,
                    one.wouldBe,
                    one.count,
                    one.otherTeams,
                    one.kept)));
    all.sort(Comparator.comparing(ReplayChange::action).thenComparing(ReplayChange::direction));
    List<ReplayReport.Skipped> left = new ArrayList<>();
    skipped.forEach(
        (kind, one) ->
            left.add(
                new ReplayReport.Skipped(kind.obstacle(), kind.detail(), one.count, one.first)));
    left.sort(Comparator.comparing(ReplayReport.Skipped::obstacle));
    return new ReplayReport(lines, decided, all, left, sameVersion, otherTeams, undeclared, rates);
  }
}
