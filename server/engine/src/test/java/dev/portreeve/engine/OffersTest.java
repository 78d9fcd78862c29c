package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseRequest;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.LoadedSet;
import dev.portreeve.engine.decision.Advice;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an answer of the postman set offers its subject is permitted when asked for. */
class OffersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final LoadedSet SET = LoadedSet.in(Repository.set("postman"));

  /** Offers that no action of the set is asked for: the plan and its seats are bought elsewhere. */
  private static final Set<String> OF_PAYERS = Set.of("upgrade_plan", "buy_seats");

  private static final Set<String> PAYERS = Set.of("super_admin", "admin", "team_admin", "billing");

  private static Decision decide(CaseRequest request, @Nullable Team team) {
    var frame = request.frame(SET.snapshot().schema(), NOW);
    return team == null ? SET.snapshot().decide(frame) : SET.snapshot().decide(frame, team);
  }

  private static @Nullable Team team(Case one) {
    return one.team().map(CaseTeam::team).orElse(null);
  }

  private static CaseRequest.Party resource(Case one, String type, Map<String, Object> properties) {
    Map<String, Object> all = new LinkedHashMap<>(properties);
    Object carrier = one.request().resource().properties().get("team");
    if (carrier != null) {
      all.put("team", carrier);
    }
    return new CaseRequest.Party(type, one.request().resource().id(), all);
  }

  /** The table of what is to be asked next, and with which facts beside those that were there. */
  private static List<CaseRequest> next(Case one, Advice advice) {
    CaseRequest asked = one.request();
    return switch (advice.action()) {
      case "offer_invite" ->
          List.of(
              ask(
                  one,
                  "workspace.invite",
                  Map.of("recipient", Map.of("kind", "group", "id", "qa")),
                  resource(one, "workspace", Map.of("kind", "internal", "access", "team"))));
      case "use_format" -> List.of(ask(one, "vault.export", advice.members(), asked.resource()));
      case "create_private_mock_server" ->
          List.of(
              ask(
                  one,
                  "mock_server.create",
                  Map.of(),
                  resource(one, "mock_server", Map.of("privacy", "private"))));
      case "move_collection" ->
          List.of(
              ask(
                  one,
                  "element.move",
                  Map.of(
                      "to_kind",
                      advice.members().get("to").equals("public_workspace") ? "public" : "internal",
                      "to_access",
                      "team",
                      "to_personal",
                      false,
                      "to_workspace_role",
                      "editor"),
                  asked.resource()));
      case "delete_then_replace" ->
          List.of(ask(one, "private_npm.token.delete", Map.of(), asked.resource()));
      default -> List.of();
    };
  }

  private static CaseRequest ask(
      Case one, String action, Map<String, Object> properties, CaseRequest.Party resource) {
    return new CaseRequest(
        one.request().subject(), action, properties, resource, one.request().context());
  }

  @Test
  void advice_offersTheSubjectAnAction_itIsPermitted() {
    Set<String> kept = new TreeSet<>();
    for (Case one : SET.cases().cases()) {
      for (Advice advice : decide(one.request(), team(one)).advice()) {
        for (CaseRequest next : next(one, advice)) {
          Decision decision = decide(next, team(one));
          assertTrue(
              decision.permitted(),
              () -> one.location() + " offers " + advice + ", then: " + decision.reason());
          kept.add(advice.action());
        }
      }
    }
    assertEquals(
        Set.of(
            "offer_invite",
            "use_format",
            "create_private_mock_server",
            "move_collection",
            "delete_then_replace"),
        kept);
  }

  @Test
  void advice_ofMoney_onlyToWhoCanSpendIt() {
    for (Case one : SET.cases().cases()) {
      for (Advice advice : decide(one.request(), team(one)).advice()) {
        if (OF_PAYERS.contains(advice.action())) {
          Object roles = one.request().subject().properties().get("team_roles");
          assertTrue(
              roles instanceof List<?> held && held.stream().anyMatch(PAYERS::contains),
              one::location);
        }
      }
    }
  }

  @Test
  void relocation_ofAnElement_everyWayIsOpenOrWaitsAsItSays() {
    int ways = 0;
    for (Case one : SET.cases().cases()) {
      for (Obligation obligation : decide(one.request(), team(one)).obligations()) {
        Map<String, Object> members = obligation.properties();
        if (!"relocate_element_before_share".equals(members.get("action"))
            || !one.request().subject().id().equals(members.get("subject"))) {
          continue;
        }
        for (Object option : (List<?>) members.getOrDefault("options", List.of())) {
          boolean widens = option.equals("make_workspace_team_wide");
          CaseRequest next =
              widens
                  ? ask(
                      one,
                      "workspace.change_visibility",
                      Map.of("kind", "internal", "access", "team"),
                      resource(
                          one,
                          "workspace",
                          Map.of("kind", "internal", "access", "only_you_and_invited")))
                  : ask(
                      one,
                      "workspace.create",
                      Map.of(),
                      resource(one, "workspace", Map.of("kind", "internal", "access", "team")));
          Outcome wanted =
              Boolean.TRUE.equals(members.get("needs_approval"))
                  ? Outcome.NEEDS_APPROVAL
                  : Outcome.PERMIT;
          Decision decision = decide(next, team(one));
          assertEquals(wanted, decision.outcome(), () -> one.location() + " " + option);
          ways++;
        }
      }
    }
    assertTrue(ways > 5, "ways out: " + ways);
  }

  // requests

  @Test
  void request_thatIsRegistered_everyApproverCanGrantWithAllThatItTakes() {
    Set<Object> granted = new TreeSet<>();
    for (Case one : SET.cases().cases()) {
      Decision decision = decide(one.request(), team(one));
      for (Obligation obligation : decision.obligations()) {
        Map<String, Object> request = obligation.properties();
        if ("register_pending_request".equals(request.get("action"))) {
          decision
              .approvers()
              .forEach(approver -> grant(one, request, approver.kind().name(), approver.name()));
          granted.add(request.get("request"));
        }
      }
    }
    Schema schema = SET.snapshot().schema();
    Set<Object> all = new TreeSet<>();
    for (Fact fact : schema.facts()) {
      if (fact.name().equals("request")
          && fact.type() instanceof dev.portreeve.engine.type.StringType type) {
        all.addAll(type.values());
      }
    }
    assertEquals(all, granted, "requests that somebody makes and somebody grants");
  }

  private static void grant(Case one, Map<String, Object> request, String kind, String name) {
    boolean share =
        Set.of("share_with_external_user", "collection_editor", "invite_to_workspace")
            .contains(request.get("request"));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("request", request.get("request"));
    facts.put("requester", request.get("subject"));
    if (share) {
      facts.put(
          "recipient",
          one.request()
              .actionProperties()
              .getOrDefault("recipient", Map.of("kind", "member", "id", request.get("subject"))));
      facts.put("element", request.get("resource"));
      facts.put("workspace", request.get("resource"));
      facts.put("role", request.get("role"));
      for (String fact : List.of("workspace_kind", "workspace_access", "personal")) {
        Object given = one.request().resource().properties().get(fact);
        if (given != null) {
          facts.put(fact, given);
        }
      }
    } else {
      facts.put("workspace", request.get("resource"));
      facts.put("access", request.getOrDefault("visibility", "team"));
      if (Set.of("public", "partner").contains(facts.get("access"))) {
        facts.remove("access");
      }
    }
    CaseRequest grant =
        new CaseRequest(
            approver(kind, name),
            share ? "share_request.approve" : "workspace_request.approve",
            Map.of(),
            resource(one, share ? "share_request" : "workspace_request", facts),
            Map.of("available_seats", 9));
    Decision decision = decide(grant, team(one));
    assertTrue(
        decision.permitted(),
        () ->
            one.location()
                + ": "
                + kind
                + " "
                + name
                + " grants: "
                + decision.reason()
                + decision.missing());
    if (share) {
      direct(one, decision);
    } else {
      assertTrue(
          decision.obligations().stream()
              .anyMatch(o -> request.get("resource").equals(o.properties().get("resource"))),
          one::location);
    }
  }

  private static CaseRequest.Party approver(String kind, String name) {
    Map<String, Object> facts = new LinkedHashMap<>();
    boolean role = kind.equals("ROLE");
    boolean editor = role && name.equals("editor");
    facts.put("team_roles", List.of(!role || editor ? "developer" : name));
    facts.put("groups", kind.equals("GROUP") ? List.of(name) : List.of());
    facts.put("element_role", editor ? "editor" : "none");
    facts.put("signed_in_with", "sso");
    return new CaseRequest.Party("user", role ? "approver" : name, facts);
  }

  /** What the granted request brings is what the same action of an Admin would have brought. */
  private static void direct(Case one, Decision granted) {
    CaseRequest.Party subject = one.request().subject();
    if (one.request().action().equals("collection.request_editor")) {
      return;
    }
    Map<String, Object> facts = new LinkedHashMap<>(subject.properties());
    facts.put("team_roles", List.of("admin"));
    CaseRequest request =
        new CaseRequest(
            new CaseRequest.Party(subject.type(), subject.id(), facts),
            one.request().action(),
            one.request().actionProperties(),
            one.request().resource(),
            Map.of("available_seats", 9));
    Decision direct = decide(request, team(one));
    assertTrue(direct.permitted(), one::location);
    for (Obligation obligation : direct.obligations()) {
      assertTrue(
          granted.obligations().stream().anyMatch(o -> same(o, obligation)),
          () -> one.location() + ": granting does not bring " + obligation);
    }
  }

  private static boolean same(Obligation one, Obligation other) {
    boolean relocation = "relocate_element_before_share".equals(other.properties().get("action"));
    return relocation
        ? one.properties().get("action").equals(other.properties().get("action"))
        : one.equals(other);
  }

  // defaults

  @Test
  void outcome_everyOfEveryAction_isReachedWithDefaultsLeftOut() {
    Set<String> reached = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    for (Case one : SET.cases().cases()) {
      String outcome = one.request().action() + " " + one.want().outcome();
      all.add(outcome);
      if (!statesADefault(one.request())) {
        reached.add(outcome);
      }
    }
    all.removeAll(reached);
    assertEquals(Set.of(), all, "outcomes that every case reaches by stating a default");
  }

  private static boolean statesADefault(CaseRequest request) {
    List<Map<String, Object>> given =
        new ArrayList<>(
            List.of(
                request.subject().properties(),
                request.actionProperties(),
                request.resource().properties(),
                request.context()));
    Entity[] entities = Entity.values();
    for (int i = 0; i < entities.length; i++) {
      for (Map.Entry<String, Object> fact : given.get(i).entrySet()) {
        boolean isDefault =
            SET.snapshot()
                .schema()
                .fact(entities[i], fact.getKey())
                .filter(f -> f.absent() instanceof Fact.Absent.Default)
                .filter(
                    f ->
                        ((Fact.Absent.Default) f.absent())
                            .value()
                            .equals(f.type().accept(fact.getValue())))
                .isPresent();
        if (isDefault) {
          return true;
        }
      }
    }
    return false;
  }
}
