package dev.portreeve.workbench.generate;

import dev.portreeve.engine.schema.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proposed change of a setting as a JSON Schema: each setting with values of its own type. */
final class ChangeSchema {
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";

  private ChangeSchema() {}

  /** Adds the facts of the change to the members of the object that has them. */
  static void declare(ProposedChange change, Map<String, Object> members) {
    members.put(change.spec().setting().name(), Map.of("enum", change.settings()));
    change.ways().forEach(fact -> members.put(fact.name(), Map.of()));
  }

  /** The proposals, of which an object has one; or none where the change may be left out. */
  static List<Object> choices(ProposedChange change) {
    List<Object> choices = new ArrayList<>();
    change.proposals().forEach(proposal -> choices.add(choice(change, proposal)));
    if (!change.required()) {
      Map<String, Object> none = new LinkedHashMap<>();
      change.ways().forEach(fact -> none.put(fact.name(), false));
      choices.add(Map.of(PROPERTIES, none));
    }
    return choices;
  }

  private static Map<String, Object> choice(
      ProposedChange change, ProposedChange.Proposal proposal) {
    String setting = change.spec().setting().name();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(setting, Map.of("const", proposal.setting().key()));
    for (Fact way : change.ways()) {
      members.put(way.name(), way.equals(proposal.fact()) ? value(proposal) : false);
    }
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put(PROPERTIES, members);
    choice.put(REQUIRED, List.of(setting, proposal.fact().name()));
    return choice;
  }

  private static Map<String, Object> value(ProposedChange.Proposal proposal) {
    Map<String, Object> value = ValueSchemas.of(proposal.type());
    return proposal
        .key()
        .map(key -> ValueSchemas.object(Map.of(key, value), List.of(key)))
        .orElse(value);
  }
}
