package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.sidecar.answer.ErrorCode;
import dev.portreeve.sidecar.answer.ItemFailure;
import dev.portreeve.sidecar.check.Batch;
import dev.portreeve.sidecar.check.BatchItem;
import dev.portreeve.sidecar.check.BatchOptions;
import dev.portreeve.sidecar.check.RequestForbidden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller may ask about, check by check and in a batch. */
class CallerTest {
  private static final Schema SCHEMA =
      SchemaReader.read(
              new SourceFile(
                  "schema.yaml",
                  """
                  name: doors
                  team: resource.properties.team
                  subject:
                    properties:
                      signed_in: {type: boolean}
                      badge: {type: boolean}
                  resource: {properties: {team: {type: string}}}
                  context: {properties: {badge: {type: boolean}}}
                  actions: {door.open: {}, door.close: {}, gate.open: {}}
                  """),
              new ArrayList<>())
          .orElseThrow();
  private static final CallerLimits.Subject ANA = new CallerLimits.Subject("user", "ana");

  private static Frame check(String subject, String action) {
    return Frame.of(SCHEMA, Instant.EPOCH).subject("user", subject).action(action);
  }

  private static Frame ofTeam(String team) {
    return check("ana", "door.open").fact(Entity.RESOURCE, "team", team);
  }

  private static Caller with(CallerLimits limits) {
    return new Caller("c", Set.of(Scope.CHECK), limits);
  }

  private static Caller tenants(String... tenants) {
    return with(
        new CallerLimits(Set.of(tenants), List.of(), Optional.empty(), CallerLimits.Facts.REQUEST));
  }

  private static Caller actions(String... actions) {
    return with(
        new CallerLimits(Set.of(), List.of(actions), Optional.empty(), CallerLimits.Facts.REQUEST));
  }

  private static Caller self() {
    return with(
        new CallerLimits(Set.of(), List.of(), Optional.of(ANA), CallerLimits.Facts.REQUEST));
  }

  /** The field that the caller may not ask about, or null. */
  private static @Nullable String beyond(Caller caller, Frame frame) {
    try {
      caller.hold(frame);
      return null;
    } catch (RequestForbidden e) {
      assertTrue(e.problem().startsWith("the credential does not let you ask about "), e.problem());
      return e.field();
    }
  }

  @Test
  void hold_tenants_takesTheirsAloneAndNoneWithoutATeam() {
    assertNull(beyond(tenants("acme", "birch"), ofTeam("birch")));
    assertEquals("resource.properties.team", beyond(tenants("acme"), ofTeam("birch")));
    assertEquals("resource.properties.team", beyond(tenants("acme"), check("ana", "door.open")));
  }

  @ParameterizedTest
  @CsvSource({
    "door.open, door.open, true",
    "door.close, door.open, false",
    "door.o, door.open, false",
    "door.*, door.open, true",
    "door.*, gate.open, false",
    "*, gate.open, true"
  })
  void hold_actions_matchWholeOrByBeginning(String pattern, String action, boolean taken) {
    assertEquals(taken ? null : "action.name", beyond(actions(pattern), check("ana", action)));
    assertNull(beyond(actions("nothing", pattern, action), check("ana", action)));
  }

  @Test
  void hold_self_takesThatSubjectAlone() {
    assertNull(beyond(self(), check("ana", "door.open")));
    assertEquals("subject.id", beyond(self(), check("ben", "door.open")));
    assertEquals("subject.id", beyond(self(), check("ben", "door.open").subject("service", "ana")));
  }

  @Test
  void hold_factsOfTheDirectory_forgetsWhatIsSaidOfTheSubjectButThatItIsSignedIn() {
    Frame frame =
        ofTeam("acme")
            .fact(Entity.SUBJECT, "badge", true)
            .fact(Entity.SUBJECT, "signed_in", false)
            .fact(Entity.CONTEXT, "badge", true);
    Caller directory =
        with(new CallerLimits(Set.of(), List.of(), Optional.empty(), CallerLimits.Facts.DIRECTORY));
    assertNull(beyond(directory, frame));
    assertNull(frame.value(SCHEMA.slot(Entity.SUBJECT, "badge")));
    assertNotNull(frame.value(SCHEMA.slot(Entity.SUBJECT, "signed_in")));
    assertNotNull(frame.value(SCHEMA.slot(Entity.CONTEXT, "badge")));
    assertNotNull(frame.value(SCHEMA.slot(Entity.RESOURCE, "team")));
    Frame kept = ofTeam("acme").fact(Entity.SUBJECT, "badge", true);
    assertNull(beyond(tenants("acme"), kept));
    assertNotNull(kept.value(SCHEMA.slot(Entity.SUBJECT, "badge")));
  }

  @Test
  void hold_batch_isThatItemsErrorAndLeavesTheOthers() {
    BatchItem.Question good = new BatchItem.Question(ofTeam("acme"));
    BatchItem.Question beyond = new BatchItem.Question(ofTeam("birch"));
    BatchItem.Unreadable unreadable =
        new BatchItem.Unreadable(new ItemFailure("why", "where", ErrorCode.INVALID_REQUEST));
    Batch batch = new Batch(List.of(good, beyond, unreadable, good), BatchOptions.USUAL);
    assertSame(batch, Caller.ANYONE.hold(batch));
    Batch held = tenants("acme").hold(batch);
    assertEquals(
        List.of(
            good,
            new BatchItem.Unreadable(
                new ItemFailure(
                    "the credential does not let you ask about this team",
                    "evaluations[1].resource.properties.team",
                    ErrorCode.FORBIDDEN)),
            unreadable,
            good),
        held.items());
    assertEquals(BatchOptions.USUAL, held.options());
  }

  @Test
  void may_scope_isOneOfItsOwn() {
    assertTrue(tenants().may(Scope.CHECK));
    assertEquals(false, tenants().may(Scope.SEARCH));
    assertTrue(Caller.ANYONE.may(Scope.ADMIN));
  }
}
