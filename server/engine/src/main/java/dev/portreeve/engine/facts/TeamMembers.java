package dev.portreeve.engine.facts;

import dev.portreeve.engine.type.Structure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory that a team file brings with it. */
final class TeamMembers implements Directory {
  private final Map<String, Structure> members;

  /* Only searches ask, and most teams are never searched: threads that sort at the same time agree. */
  private volatile @Nullable List<String> ids;

  /** By field, everything that a list of somebody holds. */
  private final List<Set<Object>> held;

  /**
   * @param members by id, each of the person type
   * @param fields how many that type has
   */
  TeamMembers(Map<String, Structure> members, int fields) {
    this.members = Map.copyOf(members);
    List<Set<Object>> all = new ArrayList<>(fields);
    for (int field = 0; field < fields; field++) {
      Set<Object> values = new HashSet<>();
      for (Structure member : members.values()) {
        if (member.has(field) && member.value(field) instanceof List<?> list) {
          values.addAll(list);
        }
      }
      all.add(Set.copyOf(values));
    }
    this.held = List.copyOf(all);
  }

  @Override
  public @Nullable Structure person(String id) {
    return members.get(id);
  }

  @Override
  public List<String> ids() {
    List<String> known = ids;
    if (known == null) {
      known = members.keySet().stream().sorted().toList();
      ids = known;
    }
    return known;
  }

  @Override
  public boolean isEmpty() {
    return members.isEmpty();
  }

  @Override
  public boolean anyone(int field, Object value) {
    return held.get(field).contains(value);
  }

  /** How many people it knows. */
  int size() {
    return members.size();
  }
}
