package dev.portreeve.workbench.generate;

import dev.portreeve.engine.schema.Fact;

/** A proposed change of a setting as a type of TypeScript: each setting with values of its own. */
final class TypescriptChange {
  private TypescriptChange() {}

  static String of(String name, ProposedChange change) {
    StringBuilder out = new StringBuilder();
    out.append("\n/** A change of one setting: its new value, or an entry of a list in it. */\n");
    out.append("export type ").append(name).append(" =\n");
    for (ProposedChange.Proposal proposal : change.proposals()) {
      out.append("  | { ").append(choice(change, proposal)).append(" }\n");
    }
    return out.insert(out.length() - 1, ';').toString();
  }

  private static String choice(ProposedChange change, ProposedChange.Proposal proposal) {
    StringBuilder members = new StringBuilder();
    member(members, change.spec().setting(), proposal.setting().key());
    for (Fact way : change.ways()) {
      members.append("; ").append(TypescriptRequests.text(way.name()));
      members.append(way.equals(proposal.fact()) ? ": " + value(proposal) : "?: never");
    }
    return members.toString();
  }

  private static void member(StringBuilder members, Fact fact, String value) {
    members.append(TypescriptRequests.text(fact.name())).append(": ");
    members.append(TypescriptRequests.text(value));
  }

  private static String value(ProposedChange.Proposal proposal) {
    String type = TypescriptRequests.type(proposal.type());
    return proposal
        .key()
        .map(key -> "{ " + TypescriptRequests.text(key) + ": " + type + " }")
        .orElse(type);
  }
}
