package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.cases.CaseRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param accessKey not a person but the bearer of a collection access key
 * @param teamRoles as they come over the wire, where unknown ones are allowed; null when the team's
 *     directory is to tell
 * @param groups likewise
 * @param openGrants null when all that were given are open
 * @param elementRole null when the workspace role hands it down
 */
record HandSubject(
    boolean accessKey,
    String id,
    boolean signedIn,
    boolean bySso,
    @Nullable List<String> teamRoles,
    @Nullable List<String> groups,
    ElementRole workspaceRole,
    @Nullable ElementRole elementRole,
    List<String> guestGrants,
    @Nullable List<String> openGrants) {

  static HandSubject of(CaseRequest.Party party) {
    HandFacts facts = new HandFacts(party.properties());
    return new HandSubject(
        party.type().equals("access_key"),
        party.id(),
        facts.flag("signed_in", true),
        facts.text("signed_in_with", "password").equals("sso"),
        facts.textsOrNull("team_roles"),
        facts.textsOrNull("groups"),
        facts.value("workspace_role", ElementRole.class, ElementRole.NONE),
        facts.has("element_role")
            ? facts.value("element_role", ElementRole.class, ElementRole.NONE)
            : null,
        facts.texts("guest_grants"),
        facts.textsOrNull("open_grants"));
  }

  /** The role on the element concerned. */
  ElementRole effectiveRole() {
    if (elementRole != null) {
      return elementRole;
    }
    return workspaceRole == ElementRole.ADMIN ? ElementRole.EDITOR : workspaceRole;
  }

  /** Whether another collection than this one is open to the Guest. */
  boolean hasOtherOpen(String collection) {
    List<String> open = openGrants != null ? openGrants : guestGrants;
    for (int i = 0; i < open.size(); i++) {
      if (!open.get(i).equals(collection)) {
        return true;
      }
    }
    return false;
  }

  List<String> groupsOn(HandTeam org) {
    return groups != null ? groups : org.member(id).groups();
  }
}
