package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.packages.PackagePatterns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The team with its settings in force.
 *
 * @param creation null when nothing is stored, or the plan lacks the control
 */
record HandTeam(
    Plan plan,
    boolean organizations,
    boolean sso,
    boolean autoFlex,
    @Nullable Creation creation,
    boolean guestsAllowed,
    boolean exportsBlocked,
    Packages packages,
    PrivateNpm privateNpm,
    Map<String, Member> members) {

  private static final Member NOBODY = new Member(List.of(), List.of());

  /** What the team pays for. */
  enum Plan {
    FREE,
    BASIC,
    PROFESSIONAL,
    SOLO,
    TEAM,
    ENTERPRISE
  }

  /** Who may do something: everybody, a list, or nobody but a list. */
  enum CreationMode {
    ALL,
    SPECIFIC,
    ONLY_SELECTED
  }

  /** Who creates organization- and team-wide workspaces. */
  record Creation(CreationMode mode, List<String> users, List<String> groups) {}

  /** Which external packages scripts may import. */
  enum PackageMode {
    ALLOW_ALL,
    ALLOW_SELECTED,
    DONT_ALLOW
  }

  record Packages(PackageMode mode, PackagePatterns allowed) {}

  record PrivateNpm(boolean tokenStored, List<String> scopes) {}

  /** What the directory says of a subject. */
  record Member(List<String> teamRoles, List<String> groups) {}

  static HandTeam of(HandFacts team) {
    Plan plan = team.value("plan", Plan.class, Plan.FREE);
    boolean controls = plan == Plan.TEAM || plan == Plan.ENTERPRISE;
    HandFacts stored = team.facts("settings");
    HandFacts inForce = controls ? stored : new HandFacts(Map.of());
    HandFacts creation = inForce.facts("workspace_creation");
    HandFacts packages =
        (plan == Plan.ENTERPRISE ? stored : new HandFacts(Map.of())).facts("external_packages");
    HandFacts npm = inForce.facts("private_npm");
    return new HandTeam(
        plan,
        team.flag("organizations", false),
        team.flag("sso", false),
        team.flag("auto_flex", false),
        inForce.has("workspace_creation")
            ? new Creation(
                creation.value("mode", CreationMode.class, CreationMode.ALL),
                creation.texts("users"),
                creation.texts("groups"))
            : null,
        inForce.flag("editors_can_share_with_guests", true),
        inForce.flag("block_collection_exports", false),
        new Packages(
            packages.value("mode", PackageMode.class, PackageMode.ALLOW_ALL),
            PackagePatterns.compile(packages.texts("allowed"))),
        new PrivateNpm(npm.has("token"), npm.texts("scopes")),
        members(team.facts("members")));
  }

  private static Map<String, Member> members(HandFacts directory) {
    Map<String, Member> members = new HashMap<>();
    for (String id : directory.raw().keySet()) {
      HandFacts member = directory.facts(id);
      members.put(id, new Member(member.texts("team_roles"), member.texts("groups")));
    }
    return members;
  }

  Member member(String id) {
    return members.getOrDefault(id, NOBODY);
  }

  boolean knowsMembers() {
    return !members.isEmpty();
  }

  /** Whether some member holds a role, or null when no members are known. */
  @Nullable Boolean has(String role) {
    if (members.isEmpty()) {
      return null;
    }
    for (Member member : members.values()) {
      if (member.teamRoles().contains(role)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the plan has the controls of the Team and Enterprise plans. */
  boolean hasControls() {
    return plan == Plan.TEAM || plan == Plan.ENTERPRISE;
  }

  boolean hasOrganizations() {
    return plan == Plan.ENTERPRISE && organizations;
  }
}
