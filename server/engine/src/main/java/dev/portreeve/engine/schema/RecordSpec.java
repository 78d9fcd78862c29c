package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a store can keep for a set, what these records state of checks, and what becomes of them.
 *
 * @param types of records that describe no subject or resource, by name: what each of them has
 * @param facts that records state
 * @param ofObligations what the store does about obligations, by their actions
 * @param ofActions what the store does about permits, by action
 */
public record RecordSpec(
    Map<String, StructType> types,
    List<RecordFact> facts,
    Map<String, List<Fulfilment>> ofObligations,
    Map<String, List<Fulfilment>> ofActions) {
  /** Of a set of which a store keeps nothing. */
  static final RecordSpec NONE = new RecordSpec(Map.of(), List.of(), Map.of(), Map.of());

  public RecordSpec {
    types = Map.copyOf(types);
    facts = List.copyOf(facts);
    ofObligations = Map.copyOf(ofObligations);
    ofActions = Map.copyOf(ofActions);
  }

  /** What the store does about an obligation, by its action; empty: the caller does all of it. */
  public List<Fulfilment> ofObligation(String obligation) {
    return ofObligations.getOrDefault(obligation, List.of());
  }

  /** What the store does about a permit of an action; empty: nothing. */
  public List<Fulfilment> ofAction(String action) {
    return ofActions.getOrDefault(action, List.of());
  }

  /** The types of records that have to be kept together with one, since one thing changes both. */
  public List<String> keptWith(String type) {
    TreeSet<String> together = new TreeSet<>();
    for (Map<String, List<Fulfilment>> section : List.of(ofObligations, ofActions)) {
      for (List<Fulfilment> steps : section.values()) {
        List<String> changed = steps.stream().map(Fulfilment::type).toList();
        if (changed.contains(type)) {
          together.addAll(changed);
        }
      }
    }
    together.remove(type);
    return List.copyOf(together);
  }

  /**
   * What records of a type have, by name: what is declared for them, or the facts of the subjects
   * or resources that they describe.
   *
   * @param declared the types of records
   * @param facts of the schema
   */
  static Map<String, ValueType> members(
      String type, Map<String, StructType> declared, List<Fact> facts) {
    Map<String, ValueType> members = new LinkedHashMap<>();
    StructType own = declared.get(type);
    if (own != null) {
      own.fields().forEach(field -> members.put(field.name(), field.type()));
    }
    for (Fact fact : facts) {
      ValueType ofType = fact.owners().types().get(type);
      if (ofType != null) {
        members.put(fact.name(), ofType);
      }
    }
    return members;
  }
}
