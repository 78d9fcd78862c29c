package dev.portreeve.bench.load.requests;

import dev.portreeve.bench.generated.TypicalTeam;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Exporting a collection: eight ends of the policy, each asked by people of eight teams. */
public final class ExportChecks {
  private static final int TEAMS_ASKED = 8;

  /** One end of the policy. */
  private record Shape(
      String teamRole,
      String workspaceRole,
      String elementRole,
      boolean blocked,
      boolean permit,
      String reason) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape("developer", "viewer", "editor", false, true, "export_allowed"),
          new Shape("developer", "viewer", "editor", true, false, "export_blocked_by_org"),
          new Shape("developer", "editor", "viewer", false, true, "export_allowed"),
          new Shape("developer", "none", "none", false, false, "no_access"),
          new Shape("admin", "admin", "editor", false, true, "export_allowed"),
          new Shape("admin", "admin", "editor", true, false, "export_blocked_by_org"),
          new Shape("guest", "none", "viewer", false, false, "guest_limited_viewer"),
          new Shape("partner", "viewer", "viewer", false, true, "export_allowed"));

  private ExportChecks() {}

  /** All of them; the first is a plain permit. */
  public static List<Check> mixed() {
    List<Check> checks = new ArrayList<>();
    for (int round = 0; round < TEAMS_ASKED; round++) {
      for (int i = 0; i < SHAPES.size(); i++) {
        Shape shape = SHAPES.get(i);
        int spread = (round * SHAPES.size() + i) * LoadSet.TEAMS / (TEAMS_ASKED * SHAPES.size());
        checks.add(of(shape, LoadSet.team(spread, shape.blocked())));
      }
    }
    return checks;
  }

  /** A permit or denial of each of the teams there are. */
  public static List<Check> ofEveryTeam() {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < LoadSet.TEAMS; i++) {
      checks.add(of(SHAPES.get(LoadSet.blocks(i) ? 1 : 0), i));
    }
    return checks;
  }

  /** A denial of each of so many teams that all block exports, from a number on. */
  public static List<Check> blocked(int from, int teams) {
    return IntStream.range(from, from + teams).mapToObj(team -> of(SHAPES.get(1), team)).toList();
  }

  private static Check of(Shape shape, int team) {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("team", TypicalTeam.id(team));
    resource.put("workspace_kind", "internal");
    Map<String, Object> governed = new LinkedHashMap<>();
    governed.put("plan", shape.blocked() ? "enterprise" : "team");
    governed.put("block_collection_exports", shape.blocked());
    return new Check(
        Check.somebody(shape.teamRole(), shape.workspaceRole(), shape.elementRole()),
        "user-" + team,
        "collection.export",
        "collection",
        "collection-" + team,
        resource,
        governed,
        shape.permit(),
        shape.reason());
  }
}
