package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.FromDirectory.Mode;
import dev.portreeve.engine.schema.FromDirectory.PersonId;
import dev.portreeve.engine.schema.FromDirectory.Question;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what facts take from the directory. Facts of the subject and of the resource that name
 * nobody else are fields of the directory; the others ask for one of the subject's.
 */
final class DirectoryReader {
  static final String KEY = "directory";
  private static final String MODES = "`fill`, `over` or `only`";
  private static final String SUBJECT_ID = "subject.id";
  private static final String RESOURCE_ID = "resource.id";

  private final NodeReader reader;
  private final List<Written> written = new ArrayList<>();
  private Optional<Mode> subjectMode = Optional.empty();

  /**
   * A fact that has something of the directory.
   *
   * @param slot of the fact
   * @param node what it says of it
   */
  private record Written(int slot, YamlNode node) {}

  DirectoryReader(NodeReader reader) {
    this.reader = reader;
  }

  /** Takes the mode that all facts of the subject in the directory are to have, if one is given. */
  void readSubject(YamlNode.Mapping subject) {
    subject.find(KEY).ifPresent(node -> subjectMode = mode(node));
  }

  /** Notes a fact that has the key. */
  void note(int slot, YamlNode.Mapping fact) {
    fact.find(KEY).ifPresent(node -> written.add(new Written(slot, node)));
  }

  /**
   * What the directory holds.
   *
   * @param person of a subject
   * @param resource of a resource
   */
  record Types(StructType person, StructType resource) {
    private StructType of(Entity entity) {
      return entity == Entity.SUBJECT ? person : resource;
    }
  }

  /**
   * What the directory holds, after giving each fact that was noted its part in it.
   *
   * @param facts all that are declared; changed in place
   */
  Types resolve(List<Fact> facts) {
    Types types =
        new Types(
            struct(Schema.PERSON, Entity.SUBJECT, facts),
            struct(Schema.RESOURCE_ENTRY, Entity.RESOURCE, facts));
    for (Written one : written) {
      Fact fact = facts.get(one.slot());
      from(fact, one.node(), types, facts)
          .ifPresent(from -> facts.set(one.slot(), fact.with(from)));
    }
    return types;
  }

  private StructType struct(String name, Entity entity, List<Fact> facts) {
    List<Field> fields = new ArrayList<>();
    for (Written one : written) {
      Fact fact = facts.get(one.slot());
      if (fact.entity() == entity && isField(fact, one.node())) {
        if (fields.size() == StructType.MAX_FIELDS) {
          reader.problem(
              one.node().position(),
              "the directory holds at most "
                  + StructType.MAX_FIELDS
                  + " facts of a "
                  + entity.variable());
          break;
        }
        fields.add(field(fact));
      }
    }
    return new StructType(name, StructType.Members.CLOSED, fields);
  }

  private static Field field(Fact fact) {
    Optional<Object> otherwise =
        fact.absent() instanceof Fact.Absent.Default standIn
            ? Optional.of(standIn.value())
            : Optional.empty();
    return new Field(
        fact.name(), fact.type(), false, otherwise, new Field.EntryForm.None(), fact.description());
  }

  private static boolean isField(Fact fact, YamlNode node) {
    if (!(node instanceof YamlNode.Mapping asked)) {
      return fact.entity() == Entity.SUBJECT || fact.entity() == Entity.RESOURCE;
    }
    boolean asks = asked.find("of").isPresent() || asked.find("anyone").isPresent();
    return switch (fact.entity()) {
      case SUBJECT -> !asks;
      case RESOURCE -> !asks && asked.find("member").isEmpty();
      case ACTION, CONTEXT -> false;
    };
  }

  private Optional<FromDirectory> from(Fact fact, YamlNode node, Types types, List<Fact> facts) {
    Optional<Mode> mode;
    Optional<Question> question;
    if (node instanceof YamlNode.Mapping asked) {
      reader.expectOnly(asked, Set.of("mode", "of", "member", "anyone"));
      mode = asked.find("mode").map(this::mode).orElse(Optional.of(Mode.FILL));
      question =
          asked.find("anyone").isPresent()
              ? anyone(fact, asked, types.person())
              : fact.entity() == Entity.RESOURCE && isField(fact, node)
                  ? itself(fact, types)
                  : ofPerson(fact, asked, types.person(), facts);
    } else {
      mode = mode(node);
      question = itself(fact, types);
      if (question.isEmpty() && mode.isPresent()) {
        reader.problem(
            node.position(),
            "the directory must be told whose `" + fact.name() + "` this is",
            "write {mode: ..., of: <path of the person's id>, member: <field of the directory>}");
      }
    }
    if (fact.entity() == Entity.SUBJECT && subjectMode.isPresent()) {
      mode = subjectMode;
    }
    return mode.isPresent() && question.isPresent()
        ? Optional.of(new FromDirectory(mode.get(), question.get()))
        : Optional.empty();
  }

  /** What is said of the subject or resource at hand; empty for other facts. */
  private static Optional<Question> itself(Fact fact, Types types) {
    int field = types.of(fact.entity()).indexOf(fact.name());
    return switch (fact.entity()) {
      case SUBJECT -> Optional.of(new Question.Of(new PersonId.Subject(), field));
      case RESOURCE -> Optional.of(new Question.OfResource(field));
      case ACTION, CONTEXT -> Optional.empty();
    };
  }

  private Optional<Mode> mode(YamlNode node) {
    for (Mode mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(node.raw())) {
        return Optional.of(mode);
      }
    }
    reader.problem(node.position(), "`directory` must be " + MODES);
    return Optional.empty();
  }

  private Optional<Question> ofPerson(
      Fact fact, YamlNode.Mapping asked, StructType person, List<Fact> facts) {
    Optional<PersonId> whose =
        asked.find("of").isEmpty() && fact.entity() == Entity.SUBJECT
            ? Optional.of(new PersonId.Subject())
            : whose(asked, facts);
    Optional<Integer> field = field(asked, fact.name(), person);
    if (field.isPresent() && !fits(person.field(field.get()).type(), fact.type())) {
      reader.problem(
          asked.position(),
          "`" + fact.name() + "` is not of the type that the directory's field has");
      return Optional.empty();
    }
    return whose.isPresent() && field.isPresent()
        ? Optional.of(new Question.Of(whose.get(), field.get()))
        : Optional.empty();
  }

  /** Whether every value of the directory's field is one that the fact may have. */
  private static boolean fits(ValueType field, ValueType fact) {
    if (field instanceof ListType list && fact instanceof ListType wanted) {
      return fits(list.items(), wanted.items());
    }
    if (field instanceof StringType known && fact instanceof StringType wanted) {
      return wanted.values().isEmpty()
          || !known.values().isEmpty() && wanted.values().containsAll(known.values());
    }
    return field.getClass().equals(fact.getClass()) && !(field instanceof StructType);
  }

  private Optional<Integer> field(YamlNode.Mapping asked, String name, StructType person) {
    String field = reader.string(asked, "member").orElse(name);
    int at = person.indexOf(field);
    if (at < 0) {
      List<String> names = person.fields().stream().map(Field::name).toList();
      reader.problem(
          asked.locate("member"),
          "the directory has no field `" + field + "`",
          names.isEmpty()
              ? "mark a fact of the subject with `directory`"
              : Suggestion.didYouMean(field, names));
      return Optional.empty();
    }
    return Optional.of(at);
  }

  private Optional<PersonId> whose(YamlNode.Mapping asked, List<Fact> facts) {
    String path = reader.string(asked, "of").orElse("");
    if (path.equals(SUBJECT_ID)) {
      return Optional.of(new PersonId.Subject());
    }
    if (path.equals(RESOURCE_ID)) {
      return Optional.of(new PersonId.Resource());
    }
    List<String> paths = new ArrayList<>(List.of(SUBJECT_ID, RESOURCE_ID));
    for (Fact fact : facts) {
      String name = fact.variable();
      if (fact.type() instanceof StringType) {
        if (path.equals(name)) {
          return Optional.of(new PersonId.Fact(fact.slot()));
        }
        paths.add(name);
      } else if (fact.type() instanceof StructType struct) {
        for (int i = 0; i < struct.fields().size(); i++) {
          if (struct.field(i).type() instanceof StringType) {
            if (path.equals(name + "." + struct.field(i).name())) {
              return Optional.of(new PersonId.Member(fact.slot(), i));
            }
            paths.add(name + "." + struct.field(i).name());
          }
        }
      }
    }
    reader.problem(
        asked.locate("of"),
        "`of` must be the path of a person's id, such as `resource.id` or `action.user`",
        Suggestion.didYouMean(path, paths));
    return Optional.empty();
  }

  private Optional<Question> anyone(Fact fact, YamlNode.Mapping asked, StructType person) {
    YamlNode.Mapping holding = reader.mapping(asked, "anyone");
    if (!(fact.type() instanceof BooleanType)) {
      reader.problem(asked.locate("anyone"), "whether there is anyone takes a `boolean`");
      return Optional.empty();
    }
    if (holding.members().isEmpty()) {
      return Optional.of(new Question.Known());
    }
    String name = holding.members().keySet().iterator().next();
    int at = person.indexOf(name);
    ValueType list = at < 0 ? fact.type() : person.field(at).type();
    if (holding.members().size() > 1 || !(list instanceof ListType of)) {
      List<String> names = person.fields().stream().map(Field::name).toList();
      reader.problem(
          asked.locate("anyone"),
          "`anyone` must be one list of the directory and a value: {team_roles: guest}",
          at < 0 ? Suggestion.didYouMean(name, names) : "");
      return Optional.empty();
    }
    YamlNode value = holding.find(name).orElseThrow();
    Object typed = of.items().accept(value.raw());
    if (typed instanceof InvalidValue invalid) {
      reader.problem(value.position(), invalid.problems().get(0).message());
      return Optional.empty();
    }
    return Optional.of(new Question.Anyone(at, typed));
  }
}
