package dev.portreeve.workbench.replay;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.workbench.difference.Direction;
import dev.portreeve.workbench.output.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What comes of recorded decisions, for people. */
public final class ReplayText {
  private final Palette palette;
  private final StringBuilder out = new StringBuilder();

  public ReplayText(Palette palette) {
    this.palette = palette;
  }

  /** The whole text. */
  public String of(ReplayReport report) {
    out.setLength(0);
    Map<String, List<ReplayChange>> byAction = new TreeMap<>();
    for (ReplayChange change : report.changes()) {
      byAction.computeIfAbsent(change.action(), unused -> new ArrayList<>()).add(change);
    }
    byAction.forEach(
        (action, changes) -> {
          int some = changes.stream().mapToInt(ReplayChange::count).sum();
          int all = report.decided().getOrDefault(action, 0);
          out.append(palette.strong(action)).append("  ");
          out.append(some).append(" of ").append(all).append(" would change\n");
          changes.forEach(this::change);
          out.append('\n');
        });
    summary(report);
    skipped(report);
    notes(report);
    return out.toString();
  }

  private void change(ReplayChange change) {
    String direction = change.direction().code();
    String painted =
        switch (change.direction()) {
          case LOOSENED -> palette.bad(direction);
          case TIGHTENED -> palette.warning(direction);
          case REWORDED, SAME -> palette.faint(direction);
        };
    line(
        1,
        painted
            + " "
            + said(change.was())
            + " -> "
            + said(change.wouldBe())
            + palette.faint("  " + change.count()));
    for (ReplayChange.Example example : change.examples()) {
      String request = example.requestId().isEmpty() ? "" : " " + example.requestId();
      line(2, example.decisionId() + request + " " + example.subject() + " " + example.resource());
      line(3, palette.faint(example.place()) + " decided by " + decided(example));
      if (!example.missing().isEmpty()) {
        line(3, "missing: " + String.join(", ", example.missing().stream().sorted().toList()));
      }
    }
    if (change.otherTeams() > 0) {
      line(
          2,
          palette.warning(
              "the team's file is another one now of " + change.otherTeams() + " of them"));
    }
  }

  private String decided(ReplayChange.Example example) {
    String cites = example.cites().isEmpty() ? "" : " (" + String.join(", ", example.cites()) + ")";
    return place(example.before()) + " -> " + place(example.after()) + cites;
  }

  private String place(String place) {
    return place.isEmpty() ? "no match" : palette.place(place);
  }

  private String said(Decision decision) {
    String outcome = decision.outcome().code();
    return (decision.permitted() ? palette.good(outcome) : palette.bad(outcome))
        + (decision.reason().isEmpty() ? "" : " " + decision.reason());
  }

  private void summary(ReplayReport report) {
    int changed = report.changes().stream().mapToInt(ReplayChange::count).sum();
    out.append(report.total()).append(" of ").append(report.records());
    out.append(report.records() == 1 ? " record" : " records").append(" decided again: ");
    if (changed == 0) {
      out.append(palette.good("no decision changes")).append('\n');
      return;
    }
    out.append(report.count(Direction.LOOSENED)).append(" loosened, ");
    out.append(report.count(Direction.TIGHTENED)).append(" tightened, ");
    out.append(report.count(Direction.REWORDED)).append(" reworded\n");
  }

  private void skipped(ReplayReport report) {
    for (Obstacle obstacle : Obstacle.values()) {
      List<ReplayReport.Skipped> some =
          report.skipped().stream().filter(one -> one.obstacle() == obstacle).toList();
      if (!some.isEmpty()) {
        int count = some.stream().mapToInt(ReplayReport.Skipped::count).sum();
        line(0, palette.warning("not decided again: " + count + " " + obstacle.description()));
        some.forEach(
            one -> line(1, one.count() + "  " + one.detail() + palette.faint("  " + one.first())));
      }
    }
  }

  private void notes(ReplayReport report) {
    if (report.otherTeams() > 0) {
      note("the team's file is another one now", report.otherTeams());
    }
    report
        .undeclared()
        .forEach((name, count) -> note("`" + name + "` is no fact of the schema", count));
    report
        .permitRates()
        .forEach(
            (action, rate) ->
                line(
                    0,
                    palette.faint(
                        "of " + action + " only permits at a rate of " + rate + " were recorded")));
  }

  private void note(String what, int count) {
    line(0, palette.faint(what + ": " + count + (count == 1 ? " record" : " records")));
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
