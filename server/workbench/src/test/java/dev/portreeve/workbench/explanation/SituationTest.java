package dev.portreeve.workbench.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SituationTest {
  /** A search tries thousands of changes, and a team may have thousands of members. */
  @Test
  void withTeam_otherPlan_doesNotReadTheMembersAgain() throws UnreadableSet {
    AuthoredSet set = AuthoredSet.load(SetTexts.of(Repository.set("postman")), TypeCheckStore.NONE);
    CaseTeam acme = set.team("acme").orElseThrow();
    Frame frame = Frame.of(set.loaded().schema(), Instant.EPOCH);
    Situation before = new Situation(set.loaded(), frame, Optional.of(acme));
    Map<String, Object> raw = new LinkedHashMap<>(acme.raw());
    raw.put("plan", "free");
    CaseTeam after = before.withTeam(raw).orElseThrow().team().orElseThrow();
    assertSame(acme.team().directory(), after.team().directory());
    assertEquals(raw, after.raw());
    assertEquals(
        "free", after.team().attributes().value(after.team().attributes().type().indexOf("plan")));
  }
}
