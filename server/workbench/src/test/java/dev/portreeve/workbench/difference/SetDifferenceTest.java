package dev.portreeve.workbench.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.workbench.output.Progress;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import dev.portreeve.workbench.space.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SetDifferenceTest {
  private static final String POLICY = "actions/collection.export.yaml";
  private static final String BLOCKED = "settings.block_collection_exports";
  private static final List<Object> ADMINS =
      List.of(List.of("super_admin"), List.of("admin"), List.of("team_admin"));

  /** The shipped set, before and after Admins are exempt from the block on exports. */
  @Test
  void of_adminsExempt_namesExactlyTheDecisionsThatChange() throws UnreadableSet {
    AuthoredSet before =
        AuthoredSet.load(SetTexts.of(Repository.set("postman")), TypeCheckStore.NONE);
    Map<String, String> texts = new TreeMap<>(before.texts().byPath());
    String exempt = texts.get(POLICY).replace(BLOCKED, "is_admin() == false && " + BLOCKED);
    texts.put(POLICY, exempt);
    AuthoredSet after = before.reload(new SetTexts("after", texts), TypeCheckStore.NONE);
    assertEquals(List.of(), after.problems());

    SetDifference forth = compare(before, after);
    assertEquals(List.of("collection.export"), actions(forth));
    assertEquals(0, forth.count(Direction.TIGHTENED));
    ActionDifference exports = forth.changed().get(0);
    assertTrue(!exports.sampled());
    for (Change change : exports.changes()) {
      assertEquals("export_blocked_by_org", change.before().decision().reason());
      assertEquals(ADMINS, change.where().get("subject.team_roles"));
      assertEquals(List.of(true), change.where().get("settings.block_collection_exports"));
      assertEquals(List.of("team", "enterprise"), change.where().get("team.plan"));
      boolean access = change.after().decision().permitted();
      assertEquals(access ? "export_allowed" : "no_access", change.after().decision().reason());
      assertEquals(access ? Direction.LOOSENED : Direction.REWORDED, change.direction());
    }

    SetDifference back = compare(after, before);
    assertEquals(0, back.count(Direction.LOOSENED));
    assertEquals(forth.count(Direction.LOOSENED), back.count(Direction.TIGHTENED));
    assertEquals(forth.count(Direction.REWORDED), back.count(Direction.REWORDED));
    assertTrue(forth.count(Direction.LOOSENED) > 0);
  }

  /** Of people with a role on the workspace who have signed in; all others take a while longer. */
  private static SetDifference compare(AuthoredSet before, AuthoredSet after) {
    Map<String, Object> fixed = new LinkedHashMap<>();
    fixed.put("subject.type", "user");
    fixed.put("subject.signed_in", true);
    fixed.put("subject.signed_in_with", "password");
    fixed.put("subject.workspace_role", "editor");
    fixed.put("team.sso", false);
    return SetDifference.of(before, after, new Point(fixed), 200_000, 1, Progress.NONE);
  }

  private static List<String> actions(SetDifference difference) {
    return difference.changed().stream().map(ActionDifference::action).toList();
  }
}
