package dev.portreeve.engine.compiled;

import dev.portreeve.engine.compiled.PartialValue.Case;
import dev.portreeve.engine.compiled.PartialValue.Leaf;
import dev.portreeve.engine.condition.Column;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.facts.EntityTable;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.FromDirectory.PersonId;
import dev.portreeve.engine.schema.FromDirectory.Question;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a check differs from candidate to candidate, and what is the same for all of them. */
public final class OpenFacts {
  /** The most entries of a set's directory that are written out in a condition. */
  static final int MOST_ENTRIES = 1_000;

  private final Schema schema;
  private final Entity sought;
  private final Frame frame;
  private final @Nullable Team team;

  /* By slot, the facts that rows from outside bring; empty where candidates are entries. */
  private final Map<Integer, Column> brought;
  private final boolean rows;
  private final Map<Integer, Map<Object, Set<Object>>> stated = new HashMap<>();

  private OpenFacts(
      Schema schema,
      Entity sought,
      Frame frame,
      @Nullable Team team,
      Map<Integer, Column> brought,
      boolean rows) {
    this.schema = schema;
    this.sought = sought;
    this.frame = frame;
    this.team = team;
    this.brought = Map.copyOf(brought);
    this.rows = rows;
  }

  /**
   * Resources that stand outside: what the request leaves open of them, they bring.
   *
   * @param frame fitted to the action
   * @param without slots of facts that they never bring
   */
  public static OpenFacts ofRows(
      Schema schema, ActionSpec action, Frame frame, @Nullable Team team, Set<Integer> without) {
    Map<Integer, Column> brought = new HashMap<>();
    for (Fact fact : schema.facts()) {
      Optional<ValueType> type = schema.typeOf(action, fact, frame.resourceType());
      if (fact.entity() == Entity.RESOURCE
          && type.isPresent()
          && frame.value(fact.slot()) == null
          && !schema.team().equals(Optional.of(fact))
          && !without.contains(fact.slot())) {
        ValueType taken = type.get() instanceof StringType ? type.get() : fact.type();
        brought.put(fact.slot(), new Column(fact.variable(), fact.slot(), taken));
      }
    }
    return new OpenFacts(schema, Entity.RESOURCE, frame, team, brought, true);
  }

  /**
   * Entries of the set's directory: what it says of them differs.
   *
   * @param sought subject or resource
   * @param frame fitted to the action
   */
  public static OpenFacts ofEntries(
      Schema schema, Entity sought, Frame frame, @Nullable Team team) {
    return new OpenFacts(schema, sought, frame, team, Map.of(), false);
  }

  /** What of a fact comes from where. */
  private record Origin(List<Case> given, Condition present, Condition absent) {}

  /** The id of a candidate. */
  Column id() {
    return new Column(sought.variable() + ".id", Column.ID, StringType.free());
  }

  /** Whether an identifier is the id of the candidates. */
  boolean isId(LoweredNode.Ident.Source source) {
    return source
        == (sought == Entity.SUBJECT
            ? LoweredNode.Ident.Source.SUBJECT_ID
            : LoweredNode.Ident.Source.RESOURCE_ID);
  }

  /** Whether a fact differs between candidates. */
  boolean isOpen(Fact fact) {
    Optional<FromDirectory> from = fact.directory();
    boolean only = from.map(FromDirectory::mode).equals(Optional.of(FromDirectory.Mode.ONLY));
    if (!only && brought.containsKey(fact.slot())) {
      return true;
    }
    boolean settled =
        from.map(FromDirectory::mode).equals(Optional.of(FromDirectory.Mode.FILL))
            && frame.value(fact.slot()) != null;
    return from.isPresent() && !settled && differs(from.get().question());
  }

  private boolean differs(Question question) {
    if (question instanceof Question.OfResource) {
      return sought == Entity.RESOURCE;
    }
    if (!(question instanceof Question.Of of)) {
      return false;
    }
    if (of.whose() instanceof PersonId.Subject) {
      return sought == Entity.SUBJECT;
    }
    if (of.whose() instanceof PersonId.Resource) {
      return sought == Entity.RESOURCE;
    }
    int slot =
        of.whose() instanceof PersonId.Fact fact
            ? fact.slot()
            : ((PersonId.Member) of.whose()).slot();
    return brought.containsKey(slot);
  }

  PartialValue read(Fact fact) throws NotExpressible {
    if (!isOpen(fact)) {
      Object value = Lookup.fact(frame, team, fact);
      return value instanceof FactProblem ? PartialValue.failed() : new PartialValue.Known(value);
    }
    if (lacksTeam(fact)) {
      return PartialValue.failed();
    }
    Origin origin = origin(fact);
    List<Case> cases = new ArrayList<>(origin.given());
    if (fact.absent() instanceof Fact.Absent.Default standIn) {
      cases.add(new Case(origin.absent(), new Leaf.Constant(standIn.value())));
    } else if (fact.absent() instanceof Fact.Absent.Now) {
      cases.add(new Case(origin.absent(), new Leaf.Constant(frame.now())));
    }
    return PartialValue.choice(cases);
  }

  PartialValue has(Fact fact) throws NotExpressible {
    if (!isOpen(fact)) {
      Object value = Lookup.hasFact(frame, team, fact);
      return value instanceof FactProblem ? PartialValue.failed() : new PartialValue.Known(value);
    }
    if (lacksTeam(fact)) {
      return PartialValue.failed();
    }
    Origin origin = origin(fact);
    return PartialValue.truth(origin.present(), origin.absent());
  }

  /* What a fill-in says counts only where the request is silent, and so does the want of a team. */
  private boolean lacksTeam(Fact fact) throws NotExpressible {
    boolean lacks =
        team == null
            && schema.team().isPresent()
            && fact.directory().map(FromDirectory::ofPeople).orElse(false);
    if (lacks && brought.containsKey(fact.slot())) {
      throw new NotExpressible("`" + fact.variable() + "` comes from the members of a team");
    }
    return lacks;
  }

  private Origin origin(Fact fact) throws NotExpressible {
    if (fact.directory().isEmpty()) {
      return brought(fact);
    }
    FromDirectory from = fact.directory().get();
    boolean own = differs(from.question());
    Origin said =
        from.mode() == FromDirectory.Mode.ONLY
            ? new Origin(List.of(), Condition.never(), Condition.always())
            : requested(fact);
    Origin known = own ? entry(fact, from.question()) : known(fact);
    return from.mode() == FromDirectory.Mode.FILL ? first(said, known) : first(known, said);
  }

  /** What the one says, and where it says nothing, what the other does. */
  private static Origin first(Origin one, Origin other) {
    List<Case> cases = new ArrayList<>(one.given());
    for (Case later : other.given()) {
      cases.add(new Case(Condition.and(one.absent(), later.when()), later.leaf()));
    }
    return new Origin(
        cases,
        Condition.or(one.present(), Condition.and(one.absent(), other.present())),
        Condition.and(one.absent(), other.absent()));
  }

  private Origin requested(Fact fact) {
    return brought.containsKey(fact.slot()) ? brought(fact) : constant(frame.value(fact.slot()));
  }

  private Origin known(Fact fact) {
    return constant(Lookup.fromDirectory(frame, team, fact));
  }

  private static Origin constant(@Nullable Object value) {
    if (value == null) {
      return new Origin(List.of(), Condition.never(), Condition.always());
    }
    List<Case> given =
        value instanceof InvalidValue
            ? List.of()
            : List.of(new Case(Condition.always(), new Leaf.Constant(value)));
    return new Origin(given, Condition.always(), Condition.never());
  }

  private Origin brought(Fact fact) {
    Column column = java.util.Objects.requireNonNull(brought.get(fact.slot()));
    return new Origin(
        List.of(new Case(new Condition.Valid(column), new Leaf.Of(column))),
        new Condition.Given(column),
        new Condition.Absent(column));
  }

  /** What the candidate's own entry says. */
  private Origin entry(Fact fact, Question question) throws NotExpressible {
    boolean ownEntry =
        question instanceof Question.OfResource
            || sought == Entity.SUBJECT
                && question instanceof Question.Of of
                && of.whose() instanceof PersonId.Subject;
    if (!ownEntry) {
      throw new NotExpressible(
          "`" + fact.variable() + "` is known of a person whom each resource names itself");
    }
    int field =
        question instanceof Question.OfResource of ? of.field() : ((Question.Of) question).field();
    if (rows) {
      return writtenOut(fact, field);
    }
    ValueType type =
        (sought == Entity.SUBJECT ? schema.person() : schema.resourceEntry()).field(field).type();
    Column column = new Column(fact.variable(), field, type);
    return new Origin(
        List.of(new Case(new Condition.Valid(column), new Leaf.Of(column))),
        new Condition.Given(column),
        new Condition.Absent(column));
  }

  /** What a set's directory says, id by id, since rows from outside do not bring it. */
  private Origin writtenOut(Fact fact, int field) throws NotExpressible {
    Map<Object, Set<Object>> byValue = stated.get(field);
    if (byValue == null) {
      byValue = statedBy(field, fact);
      stated.put(field, byValue);
    }
    Set<Object> all = new LinkedHashSet<>();
    List<Case> cases = new ArrayList<>();
    for (Map.Entry<Object, Set<Object>> one : byValue.entrySet()) {
      all.addAll(one.getValue());
      cases.add(new Case(in(one.getValue(), false), new Leaf.Constant(one.getKey())));
    }
    return new Origin(
        cases,
        all.isEmpty() ? Condition.never() : in(all, false),
        all.isEmpty() ? Condition.always() : in(all, true));
  }

  private Condition in(Set<Object> ids, boolean negated) {
    return new Condition.In(id(), ids, negated);
  }

  private Map<Object, Set<Object>> statedBy(int field, Fact fact) throws NotExpressible {
    EntityTable table = frame.directory().table(Entity.RESOURCE, frame.resourceType());
    Map<Object, Set<Object>> byValue = new LinkedHashMap<>();
    int written = 0;
    for (int place = 0; place < table.size(); place++) {
      Structure entry = table.entry(place);
      Object value = entry.has(field) ? entry.value(field) : null;
      if (value != null) {
        if (++written > MOST_ENTRIES) {
          throw new NotExpressible(
              "the directory of the policy set says `"
                  + fact.variable()
                  + "` of more than "
                  + MOST_ENTRIES
                  + " resources");
        }
        byValue.computeIfAbsent(value, v -> new LinkedHashSet<>()).add(table.id(place));
      }
    }
    return byValue;
  }
}
