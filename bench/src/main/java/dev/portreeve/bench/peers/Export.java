package dev.portreeve.bench.peers;

import dev.portreeve.engine.cases.Case;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code collection.export} depends on, for engines to be asked with.
 *
 * @param subjectType {@code user} or {@code access_key}
 * @param workspaceRole {@code admin}, {@code editor}, {@code viewer} or {@code none}
 * @param elementRole likewise, or empty when the workspace role hands it down
 * @param exportsBlocked as stored, whatever the plan
 */
public record Export(
    String subjectType,
    String subjectId,
    boolean signedIn,
    List<String> teamRoles,
    String workspaceRole,
    String elementRole,
    String resourceId,
    String teamId,
    String plan,
    boolean exportsBlocked) {

  /** The roles that make somebody a member, who is no Guest then. */
  static final List<String> MEMBER_ROLES =
      List.of(
          "super_admin",
          "admin",
          "team_admin",
          "billing",
          "developer",
          "user",
          "community_manager",
          "partner_manager",
          "flow_editor");

  static Export of(Case one) {
    Map<String, Object> subject = one.request().subject().properties();
    Map<String, Object> team = one.team().orElseThrow().raw();
    return new Export(
        one.request().subject().type(),
        one.request().subject().id(),
        (boolean) subject.getOrDefault("signed_in", true),
        teamRoles(one, subject, team),
        (String) subject.getOrDefault("workspace_role", "none"),
        (String) subject.getOrDefault("element_role", ""),
        one.request().resource().id(),
        (String) team.getOrDefault("id", ""),
        (String) team.getOrDefault("plan", ""),
        team.get("settings") instanceof Map<?, ?> settings
            && Boolean.TRUE.equals(settings.get("block_collection_exports")));
  }

  /** What the directory has to say is said beforehand. */
  private static List<String> teamRoles(
      Case one, Map<String, Object> subject, Map<String, Object> team) {
    if (subject.containsKey("team_roles") || !(team.get("members") instanceof Map<?, ?> members)) {
      return texts(subject.get("team_roles"));
    }
    return members.get(one.request().subject().id()) instanceof Map<?, ?> member
        ? texts(member.get("team_roles"))
        : List.of();
  }

  private static List<String> texts(@Nullable Object raw) {
    return raw instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
