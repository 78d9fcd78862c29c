package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.testing.Repository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What people are told by the postman set: every text beside who is told it, on which plans. To be
 * read in {@code src/test/resources/messages/postman.txt}, as the person who gets it would.
 */
class MessageTableTest {
  private static final Path TABLE = Path.of("src/test/resources/messages/postman.txt");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Roles that texts name, and the plans that have them. */
  private static final Map<Pattern, Set<String>> ROLES =
      Map.of(
          Pattern.compile("Super Admin"),
          Set.of("enterprise"),
          Pattern.compile("Community Manager"),
          Set.of("professional", "team", "enterprise"),
          Pattern.compile("Partner Manager"),
          Set.of("enterprise"));

  /* Reasons that only who holds or hands out such a role is told. */
  private static final Set<String> ABOUT_A_ROLE =
      Set.of("super_admin_required", "auto_assign_partner_manager", "no_approver_assigned");

  private static final Pattern OWN_TEAM = Pattern.compile("(?i)your (team|plan|organization)");
  private static final Pattern SEATS = Pattern.compile("(?i)seat|auto-flex");

  /**
   * One answer and who got it.
   *
   * @param who {@code guest}, {@code stranger}, {@code partner} or the member's roles
   */
  private record Told(Case of, Decision decision, String who, String plan) {}

  private static List<Told> told() {
    LoadedSet set = LoadedSet.in(Repository.set("postman"));
    List<Told> told = new ArrayList<>();
    for (Case one : set.cases().cases()) {
      Team team = one.team().map(CaseTeam::team).orElse(null);
      Frame frame = one.request().frame(set.snapshot().schema(), NOW);
      Decision decision =
          team == null ? set.snapshot().decide(frame) : set.snapshot().decide(frame, team);
      String plan = one.team().map(t -> String.valueOf(t.raw().get("plan"))).orElse("-");
      told.add(new Told(one, decision, who(set, one, team), plan));
    }
    return told;
  }

  private static String who(LoadedSet set, Case one, @org.jspecify.annotations.Nullable Team team) {
    if (one.request().subject().type().equals("access_key")) {
      return "key";
    }
    Frame frame = one.request().frame(set.snapshot().schema(), NOW);
    Object roles =
        Lookup.fact(
            frame, team, set.snapshot().schema().fact(Entity.SUBJECT, "team_roles").orElseThrow());
    if (!(roles instanceof List<?> held) || held.isEmpty()) {
      return "stranger";
    }
    List<String> names = held.stream().map(String::valueOf).sorted().toList();
    boolean member =
        names.stream().anyMatch(n -> !Set.of("guest", "partner", "wizard").contains(n));
    return member
        ? String.join("+", names)
        : names.contains("partner") ? "partner" : names.contains("guest") ? "guest" : "stranger";
  }

  @Test
  void message_everyCase_standsInTheTable() {
    Map<String, Map<String, Set<String>>> rows = new TreeMap<>();
    for (Told one : told()) {
      Decision decision = one.decision();
      String row =
          one.of().request().action() + " | " + decision.reason() + " | " + decision.message();
      rows.computeIfAbsent(row, r -> new TreeMap<>())
          .computeIfAbsent(one.who(), w -> new TreeSet<>())
          .add(one.plan());
    }
    StringBuilder table = new StringBuilder();
    rows.forEach(
        (row, people) -> {
          table.append(row).append('\n');
          people.forEach(
              (who, plans) ->
                  table
                      .append("    ")
                      .append(who)
                      .append(": ")
                      .append(String.join(", ", plans))
                      .append('\n'));
        });
    Golden.check(TABLE, table.toString());
  }

  @Test
  void message_everyReasonThatACaseGives_hasOne() {
    for (Told one : told()) {
      assertFalse(one.decision().message().isBlank(), () -> one.of().location());
    }
  }

  @Test
  void message_everyCase_namesNothingThatThePersonHasNot() {
    List<String> wrong = new ArrayList<>();
    for (Told one : told()) {
      String reason = one.decision().reason();
      String text = one.decision().message();
      boolean outside = one.who().equals("guest") || one.who().equals("stranger");
      if (outside && !Reasons.ALL.contains(reason)) {
        note(wrong, one, SEATS.matcher(text).find(), "seats to somebody outside the team");
        note(wrong, one, OWN_TEAM.matcher(text).find(), "a team of their own to somebody outside");
      }
      boolean above =
          one.decision().advice().stream().anyMatch(a -> a.action().equals("upgrade_plan"));
      note(wrong, one, above && one.plan().equals("enterprise"), "a plan above Enterprise");
      ROLES.forEach(
          (role, plans) ->
              note(
                  wrong,
                  one,
                  role.matcher(text).find()
                      && !plans.contains(one.plan())
                      && !ABOUT_A_ROLE.contains(reason),
                  "a role that the plan has not"));
    }
    assertEquals(List.of(), wrong.stream().distinct().toList());
  }

  private static void note(List<String> wrong, Told one, boolean holds, String what) {
    if (holds) {
      wrong.add(
          what
              + ": "
              + one.of().location()
              + " "
              + one.who()
              + ", "
              + one.plan()
              + ": "
              + one.decision().message());
    }
  }
}
