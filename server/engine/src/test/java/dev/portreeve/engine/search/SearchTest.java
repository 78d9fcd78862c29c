package dev.portreeve.engine.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.testing.TestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the directory holds, a search lists what checks permit among it, and nothing else. */
class SearchTest {
  private static final String SCHEMA =
      """
      name: shelves
      team: resource.properties.branch
      subject:
        types:
          user:
            properties:
              roles: {type: array, items: {type: string}, default: [], directory: fill}
              floor: {type: integer, directory: over}
          robot: {}
      resource:
        properties: {branch: {type: string}}
        types:
          book:
            properties:
              rare: {type: boolean, default: false, directory: fill}
              owner: {type: string, directory: only}
          map: {properties: {rare: {type: boolean, default: false, directory: fill}}}
      actions:
        lend: {resource: [book]}
        look: {resource: [book, map]}
        burn: {resource: [map], action: {really: {type: boolean}}}
      """;

  private static final List<String> ROLES = List.of("reader", "keeper", "guest");

  private static TestSet set(Random random) {
    StringBuilder text = new StringBuilder("subjects:\n  user:\n");
    for (int i = 0; i < 40; i++) {
      text.append("    u%d: {%s}\n".formatted(i, person(random)));
    }
    text.append("  robot: {r1: {}, r2: {}}\nresources:\n  book:\n");
    for (int i = 0; i < 60; i++) {
      String owner = "owner: u" + random.nextInt(40);
      text.append("    b%d: {rare: %s, %s}\n".formatted(i, random.nextBoolean(), owner));
    }
    text.append("  map: {m1: {rare: true}, m2: {}}\n");
    return TestSet.of(SCHEMA)
        .with("directory/all.yaml", text.toString())
        .condition(
            "lend",
            "!resource.rare && ('reader' in subject.roles || resource.owner == subject.id)"
                + " || 'keeper' in subject.roles")
        .condition("look", "subject.type == 'robot' || has(subject.floor) && subject.floor > 1")
        .condition("burn", "action.really");
  }

  private static String person(Random random) {
    return "roles: [" + ROLES.get(random.nextInt(3)) + "], floor: " + random.nextInt(4);
  }

  private static Team team(Snapshot snapshot, Random random) {
    StringBuilder text = new StringBuilder("id: acme\nmembers:\n");
    for (int i = 30; i < 50; i++) {
      text.append("  u%d: {%s}\n".formatted(i, person(random)));
    }
    return TestSet.team(snapshot, "acme", text.toString());
  }

  private static Frame frame(Snapshot snapshot) {
    return TestSet.frame(snapshot, "lend")
        .subject("user", "u3")
        .resource("book", "b5")
        .fact(Entity.RESOURCE, "branch", "acme");
  }

  private static boolean permits(Snapshot snapshot, Frame frame, Team team) {
    return snapshot.decide(frame, team).permitted();
  }

  private static Optional<List<Integer>> grouping(Snapshot snapshot, Entity sought, Frame frame) {
    return new GroupingFields(snapshot).of(sought, frame.actionName());
  }

  /** Every page of a search, one after the other. */
  private static List<String> pages(
      Snapshot snapshot, Entity sought, Frame frame, Team team, int limit, SearchBudget budget) {
    List<String> all = new ArrayList<>();
    SearchPage page = new SearchPage(List.of(), SearchPage.End.LIMIT, "", 0, 0);
    for (int pages = 0; page.end() != SearchPage.End.ALL; pages++) {
      assertTrue(pages < 1_000, "the search does not end");
      Candidates candidates =
          Candidates.of(
              snapshot,
              sought,
              frame,
              team,
              grouping(snapshot, sought, frame),
              SearchIndex.plan(snapshot, sought, frame, team).places(),
              page.after());
      page =
          new Search(sought, frame.copy(), asked -> permits(snapshot, asked, team))
              .run(candidates, page.after(), limit, budget);
      assertTrue(page.found().size() <= limit);
      assertTrue(page.decided() <= budget.decided() && page.examined() <= budget.examined());
      all.addAll(page.ids());
    }
    return all;
  }

  /** Everything that the set and its team know of what is sought. */
  private static List<String> everything(Entity sought, Frame frame) {
    if (sought == Entity.ACTION) {
      return List.of("burn", "lend", "look");
    }
    if (sought == Entity.RESOURCE && frame.resourceType().equals("map")) {
      return List.of("m1", "m2");
    }
    TreeSet<String> known = new TreeSet<>();
    for (int i = 0; i < (sought == Entity.SUBJECT ? 50 : 60); i++) {
      known.add((sought == Entity.SUBJECT ? "u" : "b") + i);
    }
    return List.copyOf(known);
  }

  @Test
  void search_generatedDirectories_listsExactlyWhatChecksPermit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      Snapshot snapshot = set(random).load();
      Team team = team(snapshot, random);
      Frame frame = frame(snapshot).action(List.of("lend", "look", "burn").get(round % 3));
      if (random.nextBoolean()) {
        frame.fact(Entity.SUBJECT, "roles", List.of(ROLES.get(random.nextInt(3))));
      }
      if (round % 5 == 4) {
        frame.resource("map", "m1").fact(Entity.ACTION, "really", true);
      }
      for (Entity sought : List.of(Entity.SUBJECT, Entity.RESOURCE, Entity.ACTION)) {
        List<String> permitted =
            everything(sought, frame).stream()
                .filter(id -> permits(snapshot, asked(frame.copy(), sought, id), team))
                .toList();
        SearchBudget budget =
            new SearchBudget(1 + random.nextInt(30), 1 + random.nextInt(70), Long.MAX_VALUE / 2);
        assertEquals(
            permitted,
            pages(snapshot, sought, frame, team, 1 + random.nextInt(20), budget),
            "seed " + seed + ", round " + round + ", " + sought);
      }
    }
  }

  private static Frame asked(Frame frame, Entity sought, String id) {
    return switch (sought) {
      case SUBJECT -> frame.subject(frame.subjectType(), id);
      case RESOURCE -> frame.resource(frame.resourceType(), id);
      case ACTION -> frame.action(id);
      case CONTEXT -> frame;
    };
  }

  @Test
  void search_unknownType_listsNothing() {
    Random random = new Random(1);
    Snapshot snapshot = set(random).load();
    Team team = team(snapshot, random);
    SearchBudget budget = SearchBudget.USUAL;
    Frame ship = frame(snapshot).subject("spaceship", "").action("look");
    assertEquals(List.of(), pages(snapshot, Entity.SUBJECT, ship, team, 10, budget));
    Frame boat = frame(snapshot).resource("boat", "").action("look");
    assertEquals(List.of(), pages(snapshot, Entity.RESOURCE, boat, team, 10, budget));
    assertEquals(List.of(), pages(snapshot, Entity.ACTION, boat, team, 10, budget));
  }

  @Test
  void search_robots_areNoMembersOfTheTeam() {
    Random random = new Random(2);
    Snapshot snapshot = set(random).load();
    Frame frame = frame(snapshot).subject("robot", "").action("look");
    assertEquals(
        List.of("r1", "r2"),
        pages(snapshot, Entity.SUBJECT, frame, team(snapshot, random), 10, SearchBudget.USUAL));
  }

  @Test
  void run_limitOfNothing_findsNothingAndStaysWhereItIs() {
    Random random = new Random(3);
    Snapshot snapshot = set(random).load();
    Team team = team(snapshot, random);
    Frame frame = frame(snapshot).subject("robot", "").action("look");
    Candidates candidates =
        Candidates.of(
            snapshot, Entity.SUBJECT, frame, team, Optional.empty(), Optional.empty(), "");
    SearchPage page =
        new Search(Entity.SUBJECT, frame, asked -> permits(snapshot, asked, team))
            .run(candidates, "", 0, SearchBudget.USUAL);
    assertEquals(new SearchPage(List.of(), SearchPage.End.LIMIT, "", 1, 1), page);
  }

  @Test
  void grouping_policyReadsFieldsOfTheEntryAlone_areThese() {
    Snapshot snapshot = set(new Random(4)).load();
    GroupingFields fields = new GroupingFields(snapshot);
    assertEquals(Optional.of(List.of(0, 1)), fields.of(Entity.RESOURCE, "lend"));
    assertEquals(Optional.empty(), fields.of(Entity.SUBJECT, "lend"), "it reads the id");
    assertEquals(Optional.of(List.of(1)), fields.of(Entity.SUBJECT, "look"));
    assertEquals(Optional.of(List.of()), fields.of(Entity.RESOURCE, "burn"));
    assertEquals(Optional.empty(), fields.of(Entity.RESOURCE, "steal"));
  }

  @Test
  void run_entriesThatAgree_areDecidedOnce() {
    Snapshot snapshot = owned();
    SearchPage page = run(snapshot, Optional.empty());
    assertEquals(100, page.found().size());
    assertEquals(List.of(3_000, 30), List.of(page.examined(), page.decided()));
  }

  @Test
  void run_ownerThatTheRequestNames_isLookedUp() {
    Snapshot snapshot = owned();
    SearchPage scanned = run(snapshot, Optional.empty());
    SearchPlan plan = SearchIndex.plan(snapshot, Entity.RESOURCE, frameOfOwner(snapshot), null);
    Optional<int[]> places = plan.places();
    assertEquals("index on resource.owner: 100 of 3000 entries are candidates", plan.text());
    SearchPage page = run(snapshot, places);
    assertEquals(scanned.ids(), page.ids());
    assertEquals(List.of(100, 100), List.of(page.examined(), page.decided()));
  }

  @Test
  void plan_noIndexHelps_saysWhy() {
    Snapshot snapshot = owned();
    assertEquals(
        "scan of 3000 entries: the policy permits every candidate",
        explained(snapshot, Entity.RESOURCE, frameOfOwner(snapshot).action("look")));
    assertEquals(
        "scan of 3000 entries: `resource.owner` is not compared by equality with a known"
            + " value",
        explained(snapshot, Entity.RESOURCE, frameOfOwner(snapshot).action("touch")));
    assertEquals(
        "scan of 3000 entries: more than 1500 entries have one of the values asked for",
        explained(snapshot, Entity.RESOURCE, frameOfOwner(snapshot).action("read")));
    assertEquals(
        "scan of 3000 entries: actions/fold.yaml:5:14: `resource.owner + subject.id`: what depends"
            + " on the resource cannot be told here",
        explained(snapshot, Entity.RESOURCE, frameOfOwner(snapshot).action("fold")));
    assertEquals(
        "scan of 3000 entries: every candidate is denied with unknown_action",
        explained(snapshot, Entity.RESOURCE, frameOfOwner(snapshot).action("steal")));
    assertEquals(
        "scan of 0 entries: the set's directory has no entries of the type",
        explained(snapshot, Entity.SUBJECT, frameOfOwner(snapshot)));
    assertEquals(
        "index: nothing is permitted whatever the candidate",
        explained(
            snapshot, Entity.RESOURCE, frameOfOwner(snapshot).action("touch").subject("user", "")));
  }

  private static String explained(Snapshot snapshot, Entity sought, Frame frame) {
    return SearchIndex.explained(snapshot, sought, frame, null).text();
  }

  /** Books of thirty owners. */
  private static Snapshot owned() {
    StringBuilder text = new StringBuilder("resources:\n  book:\n");
    for (int i = 0; i < 3_000; i++) {
      text.append("    b%04d: {owner: u%d}\n".formatted(i, i % 30));
    }
    String owners =
        IntStream.range(0, 20)
            .mapToObj(i -> "'u" + i + "'")
            .collect(Collectors.joining(", ", "resource.owner in [", "]"));
    String more =
        "touch: {resource: [book]}\n  read: {resource: [book]}\n  fold: {resource: [book]}";
    return TestSet.of(SCHEMA + "  " + more + "\n")
        .with("directory/all.yaml", text.toString())
        .condition("lend", "resource.owner == subject.id && !resource.rare")
        .condition("look", "subject.type == 'user'")
        .condition("burn", "action.really")
        .condition("touch", "resource.owner < subject.id && subject.id != ''")
        .condition("read", owners)
        .condition("fold", "size(resource.owner + subject.id) > 3")
        .load();
  }

  private static Frame frameOfOwner(Snapshot snapshot) {
    return frame(snapshot).forget(snapshot.schema().slot(Entity.RESOURCE, "branch"));
  }

  private static SearchPage run(Snapshot snapshot, Optional<int[]> places) {
    Frame frame = frameOfOwner(snapshot);
    return new Search(Entity.RESOURCE, frame, asked -> snapshot.decide(asked).permitted())
        .run(
            Candidates.of(
                snapshot,
                Entity.RESOURCE,
                frame,
                null,
                grouping(snapshot, Entity.RESOURCE, frame),
                places,
                ""),
            "",
            1_000,
            SearchBudget.USUAL);
  }
}
