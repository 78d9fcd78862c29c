package dev.portreeve.sidecar.record;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Lookup;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.RecordFact;
import dev.portreeve.engine.schema.RecordFact.Shape;
import dev.portreeve.engine.schema.RecordValue.Wanted;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.store.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** States the facts of one check that are made of records. */
final class RecordFacts {
  private final Frame frame;
  private final Team team;
  private final CheckValues values;

  RecordFacts(Frame frame, Team team) {
    this.frame = frame;
    this.team = team;
    this.values = new CheckValues(frame, team, null);
  }

  /** States a fact in the place of what the request says. */
  <E extends Exception> void state(RecordFact stated, RecordSource<E> source) throws E {
    int slot = stated.fact().slot();
    Optional<Set<String>> named = named(stated);
    frame.forget(slot);
    if (named.isPresent() && concern(stated, frame, team)) {
      try {
        RecordQuery query = RecordQuery.of(stated.type(), stated.where(), values);
        frame.fact(slot, value(stated, query.find(source), named.get(), source));
      } catch (CheckValues.Unsaid e) {
        frame.forget(slot); // a policy that reads it says what is missing
      }
    }
  }

  /** Those whom the request names where only they count, or nobody; empty where it names none. */
  private Optional<Set<String>> named(RecordFact stated) {
    if (!(stated.shape() instanceof Shape.Objects objects) || !objects.named()) {
      return Optional.of(Set.of());
    }
    if (!(frame.value(stated.fact().slot()) instanceof List<?> given)) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    for (Object one : given) {
      if (one instanceof Structure object) {
        int field = object.type().indexOf(objects.field());
        names.add(String.valueOf(object.value(field)));
      }
    }
    return Optional.of(names);
  }

  /** Whether there may be records of what a fact is about. */
  static boolean concern(RecordFact stated, Frame frame, Team team) {
    for (Map.Entry<Fact, Object> each : stated.when().entrySet()) {
      if (Lookup.fact(frame, team, each.getKey()) instanceof List<?> held
          && !held.contains(each.getValue())) {
        return false;
      }
    }
    return true;
  }

  private <E extends Exception> Object value(
      RecordFact stated, List<StoredRecord> found, Set<String> named, RecordSource<E> source)
      throws E, CheckValues.Unsaid {
    if (stated.shape() instanceof Shape.Values shape) {
      return texts(found, shape.member());
    }
    Shape.Objects shape = (Shape.Objects) stated.shape();
    List<String> whom = new ArrayList<>(texts(found, shape.member()));
    if (shape.named()) {
      whom.retainAll(named);
    }
    Map<String, List<Map<String, Object>>> theirs = new HashMap<>();
    for (StoredRecord one : source.with(stated.type(), shape.member(), whom)) {
      Map<String, Object> members = one.members();
      theirs
          .computeIfAbsent(String.valueOf(members.get(shape.member())), who -> new ArrayList<>())
          .add(members);
    }
    List<Object> objects = new ArrayList<>();
    for (String who : whom) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put(shape.field(), who);
      for (Map.Entry<String, Map<String, Wanted>> count : shape.counts().entrySet()) {
        RecordQuery query = RecordQuery.of(stated.type(), count.getValue(), values);
        long counted = theirs.getOrDefault(who, List.of()).stream().filter(query::matches).count();
        object.put(count.getKey(), counted);
      }
      objects.add(object);
    }
    return objects;
  }

  private static List<String> texts(List<StoredRecord> records, String member) {
    return records.stream()
        .map(record -> record.members().get(member))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .distinct()
        .toList();
  }
}
