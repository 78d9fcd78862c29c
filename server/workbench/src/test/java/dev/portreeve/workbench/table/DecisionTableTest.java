package dev.portreeve.workbench.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.workbench.ParkingSet;
import dev.portreeve.workbench.output.Palette;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.space.Exploration;
import dev.portreeve.workbench.space.FactSpace;
import dev.portreeve.workbench.space.Leaf;
import dev.portreeve.workbench.space.Point;
import dev.portreeve.workbench.space.UnfitName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DecisionTableTest {
  private static final List<String> ALL =
      List.of(
          "subject.type",
          "subject.badge",
          "subject.hours",
          "resource.full",
          "resource.night",
          "team.plan",
          "settings.guests_at_night",
          "settings.most_hours");

  private final Snapshot parking = ParkingSet.load().loaded();

  /** Every check there is, decided one by one, says what each cell must say. */
  @Test
  void of_everyPairOfAxes_saysWhatDecidingEveryCheckSays() throws UnfitName {
    Map<Map<String, Object>, Answer.Told> checks = everyCheck();
    assertTrue(checks.size() > 500, checks.size() + " checks");
    for (String row : ALL) {
      for (String column : ALL) {
        if (!row.equals(column)) {
          hold(checks, table(List.of(row), List.of(column), Map.of()));
        }
      }
    }
  }

  private void hold(Map<Map<String, Object>, Answer.Told> checks, DecisionTable table) {
    for (int row = 0; row < table.cells().size(); row++) {
      for (int column = 0; column < table.cells().get(row).size(); column++) {
        Map<String, Object> fixed = new LinkedHashMap<>(table.given());
        table.rows().fix(row, fixed);
        table.columns().fix(column, fixed);
        Map<Map<String, Object>, Answer.Told> within = new HashMap<>(checks);
        within.keySet().removeIf(check -> !check.entrySet().containsAll(fixed.entrySet()));
        Cell cell = table.cells().get(row).get(column);
        Set<Answer.Told> told = new HashSet<>();
        cell.answers().forEach(answer -> told.add(answer.told()));
        assertEquals(Set.copyOf(within.values()), told, fixed.toString());
        assertEquals(decisive(within), new TreeSet<>(cell.dependsOn()), fixed.toString());
      }
    }
  }

  /** The facts in which two checks differ, and in nothing else, that are told otherwise. */
  private static Set<String> decisive(Map<Map<String, Object>, Answer.Told> checks) {
    Set<String> decisive = new TreeSet<>();
    for (String name : ALL) {
      Map<Map<String, Object>, Answer.Told> others = new HashMap<>();
      checks.forEach(
          (check, told) -> {
            Map<String, Object> without = new HashMap<>(check);
            without.remove(name);
            Answer.Told other = others.putIfAbsent(without, told);
            if (other != null && !other.equals(told)) {
              decisive.add(name);
            }
          });
    }
    return decisive;
  }

  private Map<Map<String, Object>, Answer.Told> everyCheck() throws UnfitName {
    FactSpace space = new FactSpace(parking, ParkingSet.ENTER);
    Exploration one = new Exploration(List.of(parking), ParkingSet.ENTER, 10, 1, Progress.NONE);
    List<Map<String, Object>> checks = new ArrayList<>(List.of(Map.of()));
    for (String name : ALL) {
      List<Map<String, Object>> longer = new ArrayList<>();
      for (Map<String, Object> check : checks) {
        for (Object value : space.values(name)) {
          Map<String, Object> more = new LinkedHashMap<>(check);
          more.put(name, value);
          longer.add(more);
        }
      }
      checks = longer;
    }
    Map<Map<String, Object>, Answer.Told> told = new HashMap<>();
    for (Map<String, Object> check : checks) {
      List<Leaf> leaves = one.from(new Point(check));
      assertEquals(1, leaves.size(), check.toString());
      told.put(check, Answer.Told.of(leaves.get(0).answers().get(0).decision()));
    }
    return told;
  }

  @Test
  void of_given_isFixedInEveryCell() throws UnfitName {
    DecisionTable table =
        table(List.of("badge"), List.of("night"), Map.of("full", false, "plan", "free"));
    Cell guestAtNight = table.cells().get(1).get(1);
    assertTrue(guestAtNight.certain());
    assertEquals("deny closed", guestAtNight.told(" "));
    assertEquals(
        "actions/gate.enter.yaml:9", guestAtNight.answers().get(0).matches().get(0).place());
    assertEquals(Map.of("resource.full", false, "team.plan", "free"), table.given());
    assertEquals("permit staff + open_barrier", table.cells().get(0).get(0).told(" "));
  }

  @Test
  void of_noAxesNamed_takesTheTwoThatTellMost() throws UnfitName {
    DecisionTable table = table(List.of(), List.of(), Map.of());
    assertEquals(List.of("subject.badge"), table.rows().names());
    assertEquals(List.of("resource.full"), table.columns().names());
    DecisionTable fixed = table(List.of(), List.of(), Map.of("badge", "none"));
    assertEquals(List.of(), fixed.rows().names());
    assertEquals("deny no_place", fixed.cells().get(0).get(0).told(" "));
  }

  @Test
  void of_moreChecksThanAllowed_isASampleAndNothingIsCertain() throws UnfitName {
    TableQuestion few =
        new TableQuestion(ParkingSet.ENTER, List.of("subject.type"), List.of(), Map.of(), 5, 1);
    Cell cell = DecisionTable.of(parking, few, Progress.NONE).cells().get(0).get(0);
    assertTrue(cell.sampled());
    assertFalse(cell.certain());
  }

  @Test
  void of_namesThatDoNotFit_areToldWithWhatWasMeant() {
    assertProblem("did you mean `subject.badge`", List.of("subject.badgge"), Map.of());
    assertProblem("is named twice", List.of("badge", "subject.badge"), Map.of());
    assertProblem("`subject.badge` cannot be admin", List.of(), Map.of("badge", "admin"));
    assertProblem("the types are driver, robot", List.of(), Map.of("subject.type", "car"));
    UnfitName unknown =
        assertThrows(
            UnfitName.class,
            () ->
                DecisionTable.of(
                    parking,
                    new TableQuestion("gate.entr", List.of(), List.of(), Map.of(), 1, 1),
                    Progress.NONE));
    assertTrue(unknown.problem().contains("did you mean `gate.enter`"), unknown.problem());
  }

  private void assertProblem(String part, List<String> rows, Map<String, Object> given) {
    UnfitName told = assertThrows(UnfitName.class, () -> table(rows, List.of(), given));
    assertTrue(told.problem().contains(part), told.problem());
  }

  @Test
  void html_valuesAndReasons_areEscapedAndFiltersAreThere() throws UnfitName {
    Snapshot hostile = ParkingSet.with("Driving in.", "Driving <script>in.").loaded();
    TableQuestion question =
        new TableQuestion(
            ParkingSet.ENTER,
            List.of("badge"),
            List.of("night"),
            Map.of("email", "<b>\"'&"),
            500,
            1);
    String page = TableHtml.of(DecisionTable.of(hostile, question, Progress.NONE));
    assertTrue(page.contains("&lt;script&gt;"), page);
    assertFalse(page.contains("Driving <script>"), page);
    assertTrue(page.contains("&lt;b&gt;&quot;&#39;&amp;"), page);
    assertTrue(page.contains("data-outcomes=\"permit deny\" data-open=\"true\""), page);
    assertTrue(page.contains("<code>actions/gate.enter.yaml:"), page);
    assertFalse(page.contains("http://") || page.contains("https://"), "it loads nothing");
  }

  @Test
  void site_ofASet_hasAPageForEachActionAndAnIndex() throws UnfitName {
    Map<String, String> pages = TableSite.of(parking, 2_000, 1, Progress.NONE);
    assertEquals(
        List.of("gate.enter.html", "gate.leave.html", "index.html"), List.copyOf(pages.keySet()));
    assertTrue(pages.get("index.html").contains("<a href=\"gate.leave.html\">gate.leave</a>"));
    assertTrue(pages.get("gate.leave.html").contains("<a href=\"index.html\">"));
  }

  @Test
  void text_narrowAndWide_isAligned() throws UnfitName {
    DecisionTable table = table(List.of("badge"), List.of("full"), Map.of("night", false));
    assertEquals(
        """
        gate.enter  Driving in.
          rows: subject.badge
          columns: resource.full
          given: resource.night = false

               false                                  true
        staff  permit staff + open_barrier            permit staff + open_barrier
        guest  permit welcome                         deny no_place
               needs_approval too_long
               by subject.hours, settings.most_hours
        none   deny no_place                          deny no_place

        other values may matter of: settings.most_hours, subject.hours
        """,
        new TableText(Palette.PLAIN).of(table));
  }

  private DecisionTable table(List<String> rows, List<String> columns, Map<String, Object> given)
      throws UnfitName {
    return DecisionTable.of(
        parking,
        new TableQuestion(ParkingSet.ENTER, rows, columns, given, 5_000, 1),
        Progress.NONE);
  }
}
