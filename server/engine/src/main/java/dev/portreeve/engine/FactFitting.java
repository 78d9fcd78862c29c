package dev.portreeve.engine;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of the facts of a request once the type that they belong to is known, which decoders
 * may read after them: facts that the type does not have are as if not given, and those that it has
 * in a narrower type must fit that.
 */
final class FactFitting {
  private final int[] foreign;
  private final Narrowed[] narrowed;

  private record Narrowed(int slot, ValueType type) {}

  private FactFitting(int[] foreign, Narrowed[] narrowed) {
    this.foreign = foreign;
    this.narrowed = narrowed;
  }

  /** One for each type that an action's subject or resource may have; a single one if any may. */
  static FactFitting[] of(Schema schema, ActionSpec action, Entity entity) {
    List<String> types = schema.types(action, entity);
    return (types.isEmpty() ? List.of("") : types)
        .stream().map(type -> of(schema, action, entity, type)).toArray(FactFitting[]::new);
  }

  private static FactFitting of(Schema schema, ActionSpec action, Entity entity, String type) {
    List<Integer> foreign = new ArrayList<>();
    List<Narrowed> narrowed = new ArrayList<>();
    for (Fact fact : schema.facts()) {
      if (fact.entity() == entity && schema.typeOf(action, fact).isPresent()) {
        Optional<ValueType> had = schema.typeOf(action, fact, type);
        if (had.isEmpty()) {
          foreign.add(fact.slot());
        } else if (isNarrower(had.get(), fact.type())) {
          narrowed.add(new Narrowed(fact.slot(), had.get()));
        }
      }
    }
    return new FactFitting(
        foreign.stream().mapToInt(Integer::intValue).toArray(), narrowed.toArray(Narrowed[]::new));
  }

  private static boolean isNarrower(ValueType had, ValueType widest) {
    return had instanceof StringType narrow
        && widest instanceof StringType wide
        && !narrow.values().equals(wide.values());
  }

  void apply(Frame frame) {
    for (int slot : foreign) {
      frame.forget(slot);
    }
    for (Narrowed one : narrowed) {
      frame.narrow(one.slot(), one.type());
    }
  }
}
