package dev.portreeve.bench.generated;

import dev.portreeve.engine.yaml.SourceFile;

/** Team files of the shipped set, each different from the others. */
public enum TypicalTeam {
  /** A plan, and nothing that anybody set. */
  BARE(
      """
      id: %1$s
      plan: team
      """),

  /** A plan, and settings as admins leave them. */
  SETTINGS(
      """
      id: %1$s
      plan: enterprise
      sso: true
      settings:
        workspace_creation: {mode: specific, users: [user-%2$d, user-%3$d], groups: [platform-%2$d]}
        editors_can_share_with_guests: false
        block_collection_exports: true
        vault_export: {enabled: true, allow_encrypted: true, allow_unencrypted: false}
        private_npm: {scopes: ["@scope-%2$d"], token: "sealed:v1:ZXhhbXBsZQ%2$d"}
      """),

  /** Settings and an allow list of packages. */
  PACKAGES(
      SETTINGS.text
          + """
            external_packages:
              mode: allow_selected
              allowed: ["npm:ajv-%2$d@8.*", "npm:lodash-%2$d@4.*", "npm:@t-%2$d/*@*", "jsr:*@*"]
          """),

  /** Settings and a directory of ten members. */
  MEMBERS(
      SETTINGS.text
          + """
          members:
            ann-%2$d: {team_roles: [super_admin]}
            bob-%2$d: {team_roles: [admin]}
            cam-%2$d: {team_roles: [developer, community_manager]}
            dan-%2$d: {team_roles: [developer, partner_manager]}
            eve-%2$d: {team_roles: [developer], groups: [design-%2$d]}
            fay-%2$d: {team_roles: [developer], groups: [platform-%2$d]}
            gus-%2$d: {team_roles: [developer], groups: [qa-%2$d]}
            hal-%2$d: {team_roles: [developer]}
            ivy-%2$d: {team_roles: [partner]}
            jon-%2$d: {team_roles: [guest]}
          """),

  /** Settings, an allow list of packages and a directory of twelve members. */
  WHOLE(
      PACKAGES.text
          + MEMBERS.text.substring(SETTINGS.text.length())
          + """
            kay-%2$d: {team_roles: [developer], groups: [design-%2$d, qa-%2$d]}
            lou-%2$d: {team_roles: [billing]}
          """);

  private final String text;

  TypicalTeam(String text) {
    this.text = text;
  }

  public static String id(int number) {
    return "team-" + number;
  }

  public SourceFile file(int number) {
    String id = id(number);
    return new SourceFile("teams/" + id + ".yaml", text.formatted(id, number, number + 1));
  }
}
