package dev.portreeve.workbench.table;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.space.Conditions;
import dev.portreeve.workbench.space.Exploration;
import dev.portreeve.workbench.space.FactSpace;
import dev.portreeve.workbench.space.Leaf;
import dev.portreeve.workbench.space.Point;
import dev.portreeve.workbench.space.UnfitName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Outcome and reason of one action by rows and columns.
 *
 * @param action what is asked
 * @param description of the policy, for people
 * @param version of the policy set
 * @param rows what differs from row to row
 * @param columns what differs from column to column
 * @param given what every check has, by name
 * @param cells row by row
 * @param open the facts of which other values than those gone through may matter
 */
public record DecisionTable(
    String action,
    String description,
    String version,
    Axis rows,
    Axis columns,
    Map<String, Object> given,
    List<List<Cell>> cells,
    Set<String> open) {
  /** So many cells a table may have. */
  static final int MOST_CELLS = 2_000;

  /** So many checks are looked at to find rows and columns. */
  private static final int TO_CHOOSE = 4_000;

  public DecisionTable {
    cells = cells.stream().map(List::copyOf).toList();
    open = new TreeSet<>(open);
  }

  /**
   * Finds out what is decided.
   *
   * @throws UnfitName when something that the question names is not there
   */
  public static DecisionTable of(Snapshot snapshot, TableQuestion asked, Progress progress)
      throws UnfitName {
    asked.expectPolicy(snapshot);
    FactSpace space = new FactSpace(snapshot, asked.action());
    TableQuestion question = asked.resolved(space);
    List<String> down = question.rows();
    List<String> across = question.columns();
    if (down.isEmpty() && across.isEmpty()) {
      List<String> chosen = choose(snapshot, question, space, progress);
      down = chosen.subList(0, Math.min(1, chosen.size()));
      across = chosen.subList(down.size(), chosen.size());
    }
    Axis rows = Axis.of(down, space);
    Axis columns = Axis.of(across, space);
    int count = rows.ticks().size() * columns.ticks().size();
    if (count > MOST_CELLS) {
      throw new UnfitName(
          "the table would have "
              + count
              + " cells: name fewer rows and columns, at most "
              + MOST_CELLS
              + " are shown");
    }
    return new Filling(snapshot, question, rows, columns, progress).table();
  }

  private static List<String> choose(
      Snapshot snapshot, TableQuestion question, FactSpace space, Progress progress)
      throws UnfitName {
    Exploration look =
        new Exploration(List.of(snapshot), question.action(), TO_CHOOSE, question.seed(), progress);
    Point fixed = new Point(question.given());
    AxisChoice choice = new AxisChoice(look.from(fixed), fixed, space, DecisionTable::told);
    progress.end();
    return choice.names();
  }

  /** What the only version that was explored tells. */
  private static Answer.Told told(Leaf leaf) {
    return Answer.Told.of(leaf.answers().get(0).decision());
  }

  /** One table while it is filled. */
  private record Filling(
      Snapshot snapshot, TableQuestion question, Axis rows, Axis columns, Progress progress) {

    DecisionTable table() {
      Exploration exploration =
          new Exploration(
              List.of(snapshot),
              question.action(),
              question.most(),
              question.seed(),
              Progress.NONE);
      List<List<Cell>> cells = new ArrayList<>();
      int width = columns.ticks().size();
      int count = rows.ticks().size() * width;
      for (int row = 0; row < rows.ticks().size(); row++) {
        List<Cell> line = new ArrayList<>();
        for (int column = 0; column < width; column++) {
          progress.at("cells of " + question.action(), row * width + column, count);
          line.add(cell(exploration, row, column));
        }
        cells.add(line);
      }
      progress.end();
      return new DecisionTable(
          question.action(),
          snapshot.policy(question.action()).orElseThrow().description(),
          snapshot.version(),
          rows,
          columns,
          question.given(),
          cells,
          exploration.open());
    }

    private Cell cell(Exploration exploration, int row, int column) {
      Map<String, Object> fixed = new LinkedHashMap<>(question.given());
      rows.fix(row, fixed);
      columns.fix(column, fixed);
      List<Leaf> leaves = exploration.from(new Point(fixed));
      Map<Answer.Told, List<Leaf>> alike = new LinkedHashMap<>();
      leaves.forEach(
          leaf -> alike.computeIfAbsent(told(leaf), unused -> new ArrayList<>()).add(leaf));
      List<Answer> answers = new ArrayList<>();
      alike.forEach((told, some) -> answers.add(answer(told, some, leaves)));
      answers.sort(Comparator.comparing(answer -> answer.told().outcome()));
      List<String> dependsOn =
          alike.size() == 1 ? List.of() : AnswerTree.of(leaves, DecisionTable::told).dependsOn();
      return new Cell(answers, dependsOn, exploration.sampled());
    }

    private Answer answer(Answer.Told told, List<Leaf> some, List<Leaf> all) {
      Set<Answer.DecidingMatch> matches = new LinkedHashSet<>();
      for (Leaf leaf : some) {
        Leaf.Answer answer = leaf.answers().get(0);
        if (!answer.place().isEmpty()) {
          matches.add(new Answer.DecidingMatch(answer.place(), answer.cites()));
        }
      }
      Point example = some.get(0).point();
      String teamFact = snapshot.schema().team().map(Fact::variable).orElse("");
      return new Answer(
          told,
          List.copyOf(matches),
          Conditions.of(some, all),
          example.request(question.action(), teamFact),
          teamFact.isEmpty() ? Map.of() : example.team());
    }
  }
}
