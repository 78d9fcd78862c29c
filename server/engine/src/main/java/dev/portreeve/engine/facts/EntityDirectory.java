package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.Structure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files under {@code directory/} of a policy set say of subjects and resources. Immutable:
 * a check asks in the middle of its decision.
 */
public final class EntityDirectory {
  /** One that knows nobody and nothing. */
  public static final EntityDirectory NONE =
      new EntityDirectory(Map.of(), Map.of(), List.of(), List.of());

  private final Map<String, EntityTable> subjects;
  private final Map<String, EntityTable> resources;
  private final List<EntityTable> people;

  /** By field, everything that a list of somebody holds; empty for fields nobody asks about. */
  private final List<Set<Object>> held;

  private EntityDirectory(
      Map<String, EntityTable> subjects,
      Map<String, EntityTable> resources,
      List<EntityTable> people,
      List<Set<Object>> held) {
    this.subjects = Map.copyOf(subjects);
    this.resources = Map.copyOf(resources);
    this.people = List.copyOf(people);
    this.held = List.copyOf(held);
  }

  /**
   * A directory of these tables.
   *
   * @param schema that their entries were checked against
   */
  static EntityDirectory of(
      Schema schema, Map<String, EntityTable> subjects, Map<String, EntityTable> resources) {
    List<EntityTable> people = new ArrayList<>();
    schema.subjectTypes().stream()
        .filter(subjects::containsKey)
        .forEach(type -> people.add(subjects.getOrDefault(type, EntityTable.EMPTY)));
    subjects.keySet().stream()
        .filter(type -> !schema.subjectTypes().contains(type))
        .sorted()
        .forEach(type -> people.add(subjects.getOrDefault(type, EntityTable.EMPTY)));
    return new EntityDirectory(subjects, resources, people, held(schema, people));
  }

  private static List<Set<Object>> held(Schema schema, Collection<EntityTable> people) {
    List<Set<Object>> held = new ArrayList<>();
    schema.person().fields().forEach(field -> held.add(new HashSet<>()));
    schema.facts().stream()
        .flatMap(fact -> fact.directory().stream())
        .filter(from -> from.question() instanceof FromDirectory.Question.Anyone)
        .mapToInt(from -> ((FromDirectory.Question.Anyone) from.question()).field())
        .distinct()
        .forEach(field -> people.forEach(table -> addAll(table, field, held.get(field))));
    return held;
  }

  private static void addAll(EntityTable table, int field, Set<Object> to) {
    for (int place = 0; place < table.size(); place++) {
      Structure entry = table.entry(place);
      if (entry.has(field) && entry.value(field) instanceof List<?> list) {
        to.addAll(list);
      }
    }
  }

  /** What is said of a subject, or null when nothing. */
  public @Nullable Structure subject(String type, String id) {
    EntityTable table = subjects.get(type);
    return table == null ? null : table.find(id);
  }

  /** What is said of a resource, or null when nothing. */
  public @Nullable Structure resource(String type, String id) {
    EntityTable table = resources.get(type);
    return table == null ? null : table.find(id);
  }

  /**
   * What is said of the subject of an id, whatever its type: of several, that of the type which the
   * schema names first. Null when nothing.
   */
  public @Nullable Structure person(String id) {
    for (int i = 0; i < people.size(); i++) { // an iterator would be allocated for each check
      Structure found = people.get(i).find(id);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether it knows any subject. */
  public boolean hasSubjects() {
    return !people.isEmpty();
  }

  /**
   * Whether a list in the field of some subject holds a value.
   *
   * @param field of {@link Schema#person()} that a fact asks about in this way
   */
  public boolean anyone(int field, Object value) {
    return field < held.size() && held.get(field).contains(value);
  }

  /** The subjects or resources of a type, none if there are none. */
  public EntityTable table(Entity entity, String type) {
    Map<String, EntityTable> tables = entity == Entity.SUBJECT ? subjects : resources;
    return tables.getOrDefault(type, EntityTable.EMPTY);
  }

  /** The types of subjects or resources that have entries. */
  public Set<String> types(Entity entity) {
    return (entity == Entity.SUBJECT ? subjects : resources).keySet();
  }

  /** How many entries it has. */
  public int size() {
    int size = 0;
    for (EntityTable table : subjects.values()) {
      size += table.size();
    }
    for (EntityTable table : resources.values()) {
      size += table.size();
    }
    return size;
  }
}
