package dev.portreeve.workbench.generate;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.AnyType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request can propose that changes one setting of a team: a new value, or one entry of a
 * list in it to add or to remove.
 *
 * @param spec the facts that say so, all of one entity
 * @param proposals in the order of the settings
 * @param required whether the action is never permitted without one
 */
record ProposedChange(ChangeSpec spec, List<Proposal> proposals, boolean required) {
  private static final String KIND = "change.kind"; // is `none` without a proposal

  /**
   * One way to change one setting.
   *
   * @param fact that says what: value, add or remove
   * @param type of what it says
   * @param key under which an entry stands in an object of its own; empty: it stands by itself
   */
  record Proposal(Setting setting, Fact fact, ValueType type, Optional<String> key) {}

  /** The change that requests of an action propose; empty when they propose none of known types. */
  static Optional<ProposedChange> of(Schema schema, ActionSpec action, Set<String> needed) {
    return schema
        .change()
        .filter(spec -> isOfOneEntity(spec) && isUntyped(schema, action, spec))
        .filter(spec -> !schema.settings().isEmpty())
        .map(spec -> new ProposedChange(spec, proposals(schema, spec), needs(needed)));
  }

  private static boolean isOfOneEntity(ChangeSpec spec) {
    return facts(spec).stream().map(Fact::entity).distinct().count() == 1;
  }

  /** Whether the action has the facts, and what they say is of the type that the setting has. */
  private static boolean isUntyped(Schema schema, ActionSpec action, ChangeSpec spec) {
    return schema.typeOf(action, spec.setting()).isPresent()
        && List.of(spec.value(), spec.add(), spec.remove()).stream()
            .allMatch(
                fact -> schema.typeOf(action, fact).filter(AnyType.class::isInstance).isPresent());
  }

  private static boolean needs(Set<String> needed) {
    return needed.stream().anyMatch(field -> field.startsWith("change.") && !field.equals(KIND));
  }

  private static List<Fact> facts(ChangeSpec spec) {
    return List.of(spec.setting(), spec.value(), spec.add(), spec.remove());
  }

  private static List<Proposal> proposals(Schema schema, ChangeSpec spec) {
    List<Proposal> proposals = new ArrayList<>();
    for (Setting setting : schema.settings()) {
      proposals.add(new Proposal(setting, spec.value(), setting.type(), Optional.empty()));
      if (setting.type() instanceof StructType struct) {
        for (Fact edit : List.of(spec.add(), spec.remove())) {
          addEntries(setting, struct, edit, proposals);
        }
      }
    }
    return List.copyOf(proposals);
  }

  /** An entry is one of the first list that is written so. */
  private static void addEntries(
      Setting setting, StructType struct, Fact edit, List<Proposal> proposals) {
    Set<String> keys = new HashSet<>();
    for (Field field : struct.fields()) {
      ValueType items = field.type() instanceof ListType list ? list.items() : StringType.free();
      if (field.entry() instanceof Field.EntryForm.Bare) {
        proposals.add(new Proposal(setting, edit, items, Optional.empty()));
        return;
      }
      if (field.entry() instanceof Field.EntryForm.Keyed keyed && keys.add(keyed.key())) {
        proposals.add(new Proposal(setting, edit, items, Optional.of(keyed.key())));
      }
    }
  }

  Entity entity() {
    return spec.setting().entity();
  }

  /** Whether a fact is one of those that say what is proposed. */
  boolean has(Fact fact) {
    return facts(spec).contains(fact);
  }

  /** The facts of which a proposal has exactly one. */
  List<Fact> ways() {
    return List.of(spec.value(), spec.add(), spec.remove());
  }

  /** The keys of the settings. */
  List<String> settings() {
    return proposals.stream().map(each -> each.setting().key()).distinct().toList();
  }
}
