package dev.portreeve.bench.load.requests;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One question and the decision wanted.
 *
 * @param subject its facts
 * @param subjectId who asks
 * @param action what for
 * @param resourceType of what kind
 * @param resourceId which one
 * @param resource its facts
 * @param governed what the settings of the team say about it, for servers that keep no teams
 * @param permit whether it must be permitted
 * @param reason that must be given
 */
public record Check(
    Map<String, Object> subject,
    String subjectId,
    String action,
    String resourceType,
    String resourceId,
    Map<String, Object> resource,
    Map<String, Object> governed,
    boolean permit,
    String reason) {

  /** The facts of somebody on a team, as a caller sends them. */
  static Map<String, Object> somebody(String teamRole, String workspaceRole, String elementRole) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("signed_in", true);
    facts.put("signed_in_with", "sso");
    facts.put("team_roles", List.of(teamRole));
    facts.put("groups", List.of("design"));
    facts.put("workspace_role", workspaceRole);
    facts.put("element_role", elementRole);
    return facts;
  }
}
