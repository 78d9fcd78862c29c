package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.cases.CaseRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, with the facts of every kind of thing.
 *
 * @param kind of a workspace to be created
 * @param access of a workspace to be created
 * @param workspaceKind where a collection or another element is
 * @param saidPrivate whether a package is private; null when nobody says
 * @param resolvedVersion of a package, or empty when it is not known
 * @param sizeMb of a package, or 0 when it is not known
 */
record HandResource(
    String type,
    String id,
    Kind kind,
    Access access,
    Kind workspaceKind,
    Access workspaceAccess,
    boolean personal,
    boolean guestLinkOn,
    @Nullable Boolean saidPrivate,
    boolean supported,
    String resolvedVersion,
    double sizeMb) {

  /** What kind of workspace. */
  enum Kind {
    INTERNAL,
    PARTNER,
    PUBLIC
  }

  /** Who sees a workspace. */
  enum Access {
    ONLY_YOU_AND_INVITED("only_you_and_invited"),
    TEAM("team"),
    ORGANIZATION("organization");

    final String code;

    Access(String code) {
      this.code = code;
    }
  }

  static HandResource of(CaseRequest.Party party) {
    HandFacts facts = new HandFacts(party.properties());
    return new HandResource(
        party.type(),
        party.id(),
        facts.value("kind", Kind.class, Kind.INTERNAL),
        facts.value("access", Access.class, Access.TEAM),
        facts.value("workspace_kind", Kind.class, Kind.INTERNAL),
        facts.value("workspace_access", Access.class, Access.TEAM),
        facts.flag("personal", false),
        facts.flag("guest_link_on", false),
        facts.flagOrNull("private"),
        facts.flag("supported", true),
        facts.text("resolved_version", ""),
        facts.number("size_mb", 0));
  }

  /** In an internal workspace for its owner and those invited. */
  boolean inPrivateWorkspace() {
    return workspaceKind == Kind.INTERNAL && workspaceAccess == Access.ONLY_YOU_AND_INVITED;
  }

  /** In an internal workspace of the team or organization. */
  boolean inTeamWorkspace() {
    return workspaceKind == Kind.INTERNAL && workspaceAccess != Access.ONLY_YOU_AND_INVITED;
  }
}
