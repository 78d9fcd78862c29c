package dev.portreeve.workbench.difference;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.space.Leaf;
import dev.portreeve.workbench.space.Point;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What changes, for people. */
public final class DifferenceText {
  private static final int MAX_SHOWN = 12;

  private final Palette palette;
  private final StringBuilder out = new StringBuilder();

  public DifferenceText(Palette palette) {
    this.palette = palette;
  }

  /** The whole text. */
  public String of(SetDifference difference) {
    out.setLength(0);
    for (ActionDifference action : difference.actions()) {
      if (action.changes().isEmpty() && !action.sampled()) {
        continue;
      }
      out.append(palette.strong(action.action())).append('\n');
      action.changes().forEach(change -> change(action, change));
      if (action.sampled()) {
        line(1, palette.warning("a sample only: more checks differ than were decided; see --most"));
      }
      if (!action.open().isEmpty()) {
        List<String> open = action.open().stream().sorted().toList();
        line(1, palette.faint("other values may matter of: " + String.join(", ", open)));
      }
      out.append('\n');
    }
    summary(difference);
    return out.toString();
  }

  private void change(ActionDifference action, Change change) {
    String what =
        switch (change.direction()) {
          case LOOSENED -> palette.bad("loosened");
          case TIGHTENED -> palette.warning("tightened");
          case REWORDED, SAME -> palette.faint(change.direction().code());
        };
    line(
        1,
        what
            + " "
            + said(change.before())
            + " -> "
            + said(change.after())
            + palette.faint("  " + change.count() + " of " + action.looked()));
    line(2, "decided by " + place(change.before()) + " -> " + place(change.after()));
    change.where().forEach((name, values) -> line(2, name + ": " + shown(values)));
    Point point = change.example().point();
    Map<String, Object> team = point.team();
    line(2, "example: " + JsonText.of(point.request(action.action(), action.teamFact())));
    if (!team.isEmpty() && !action.teamFact().isEmpty()) {
      line(2, "   team: " + JsonText.of(team));
    }
  }

  private String said(Leaf.Answer answer) {
    String outcome = answer.decision().outcome().code();
    String reason = answer.decision().reason();
    return (answer.decision().permitted() ? palette.good(outcome) : palette.bad(outcome))
        + (reason.isEmpty() ? "" : " " + reason);
  }

  private String place(Leaf.Answer answer) {
    String cites = answer.cites().isEmpty() ? "" : " (" + String.join(", ", answer.cites()) + ")";
    return answer.place().isEmpty() ? "no match" : palette.place(answer.place()) + cites;
  }

  private static String shown(List<Object> values) {
    String some =
        values.stream().limit(MAX_SHOWN).map(Point::shown).collect(Collectors.joining(", "));
    int more = values.size() - MAX_SHOWN;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private void summary(SetDifference difference) {
    int compared = difference.actions().size();
    if (difference.changed().isEmpty()) {
      out.append(palette.good("no decision changes"))
          .append(compared == 0 ? ": the policies are the same\n" : " of ")
          .append(compared == 0 ? "" : counted(compared) + " compared\n");
      Set<String> open = new TreeSet<>();
      difference.actions().forEach(action -> open.addAll(action.open()));
      if (!open.isEmpty()) {
        line(1, palette.faint("other values may matter of: " + String.join(", ", open)));
      }
      return;
    }
    out.append(difference.count(Direction.LOOSENED))
        .append(" kinds of checks loosened, ")
        .append(difference.count(Direction.TIGHTENED))
        .append(" tightened, ")
        .append(difference.count(Direction.REWORDED))
        .append(" reworded, in ")
        .append(difference.changed().size())
        .append(" of ")
        .append(counted(compared))
        .append(" compared\n");
  }

  private static String counted(int actions) {
    return actions + (actions == 1 ? " action" : " actions");
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }
}
