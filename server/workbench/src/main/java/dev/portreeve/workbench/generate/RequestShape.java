package dev.portreeve.workbench.generate;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request of one action looks like.
 *
 * @param action what is asked
 * @param subjectTypes its types of subject; empty: any
 * @param resourceTypes its types of resource; empty: any
 * @param facts in the order of the schema, but for those of the change
 * @param change what it proposes to change of the team's settings, if anything
 */
record RequestShape(
    ActionSpec action,
    List<String> subjectTypes,
    List<String> resourceTypes,
    List<Part> facts,
    Optional<ProposedChange> change) {

  /* Policies read whether an approval stands behind a check; a request says which one. */
  private static final StructType APPROVAL =
      new StructType(
          Schema.APPROVAL,
          StructType.Members.CLOSED,
          List.of(
              new Field(
                  "id",
                  StringType.free(),
                  true,
                  Optional.empty(),
                  new Field.EntryForm.None(),
                  "The approval, as its request was answered.")));

  /** How a fact is given. */
  enum Given {
    /** Without it the action is never permitted. */
    REQUIRED,
    /** It has a default, the directory knows it, or some ways to a permit do without it. */
    OPTIONAL
  }

  /**
   * A fact as the action has it.
   *
   * @param type the narrowest that all its subjects or resources take
   * @param given whether it must be
   */
  record Part(Fact fact, ValueType type, Given given) {
    boolean required() {
      return given == Given.REQUIRED;
    }
  }

  /** The requests of all actions, by their names. */
  static List<RequestShape> of(Snapshot snapshot) {
    return snapshot.schema().actions().values().stream()
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .map(action -> of(snapshot, action))
        .toList();
  }

  private static RequestShape of(Snapshot snapshot, ActionSpec action) {
    Schema schema = snapshot.schema();
    Set<String> needed = NeededFacts.of(snapshot, action);
    Optional<ProposedChange> change = ProposedChange.of(schema, action, needed);
    List<Part> parts = new ArrayList<>();
    for (Fact fact : schema.facts()) {
      Optional<ValueType> type = schema.typeOf(action, fact);
      boolean ofChange = change.filter(proposed -> proposed.has(fact)).isPresent();
      if (type.isPresent() && !ofChange && !isOfDirectory(fact)) {
        boolean required = needs(needed, schema, fact) && canBeRequired(schema, action, fact);
        parts.add(
            new Part(
                fact,
                isApproval(fact) ? APPROVAL : settingKey(schema, fact).orElse(type.get()),
                required ? Given.REQUIRED : Given.OPTIONAL));
      }
    }
    return new RequestShape(
        action,
        schema.types(action, Entity.SUBJECT),
        schema.types(action, Entity.RESOURCE),
        List.copyOf(parts),
        change);
  }

  /** The facts of one part of the request. */
  List<Part> facts(Entity entity) {
    return facts.stream().filter(part -> part.fact().entity() == entity).toList();
  }

  /** The change, if one part of the request says it. */
  Optional<ProposedChange> change(Entity entity) {
    return change.filter(proposed -> proposed.entity() == entity);
  }

  /** Whether the action is never permitted without some fact of one part of the request. */
  boolean needsAny(Entity entity) {
    return facts(entity).stream().anyMatch(Part::required)
        || change(entity).filter(ProposedChange::required).isPresent();
  }

  /** Those without which the action is never permitted. */
  List<Part> required() {
    return facts.stream().filter(Part::required).toList();
  }

  List<Part> optional() {
    return facts.stream().filter(part -> !part.required()).toList();
  }

  /** Whoever reads the team's settings needs the fact that names the team. */
  private static boolean needs(Set<String> needed, Schema schema, Fact fact) {
    boolean team = schema.team().equals(Optional.of(fact));
    return needed.contains(fact.variable())
        || (team && needed.stream().anyMatch(NeededFacts::isOfTeam));
  }

  /** Whether no request says it. */
  private static boolean isOfDirectory(Fact fact) {
    return fact.directory().filter(from -> from.mode() == FromDirectory.Mode.ONLY).isPresent();
  }

  private static boolean isApproval(Fact fact) {
    return fact.entity() == Entity.CONTEXT && fact.name().equals(Schema.APPROVAL);
  }

  private static boolean canBeRequired(Schema schema, ActionSpec action, Fact fact) {
    boolean filled =
        fact.directory().filter(from -> from.mode() == FromDirectory.Mode.FILL).isPresent();
    List<String> types = schema.types(action, fact.entity());
    return fact.absent() instanceof Fact.Absent.Missing
        && !filled
        && types.stream().allMatch(type -> schema.typeOf(action, fact, type).isPresent());
  }

  /** The fact that names a setting to be changed is one of the settings. */
  private static Optional<ValueType> settingKey(Schema schema, Fact fact) {
    boolean names =
        schema.change().map(ChangeSpec::setting).filter(fact::equals).isPresent()
            && fact.type() instanceof StringType text
            && text.values().isEmpty();
    return names
        ? Optional.of(StringType.of(schema.settings().stream().map(Setting::key).toList()))
        : Optional.empty();
  }
}
