package dev.portreeve.sidecar.record;

import dev.portreeve.engine.schema.RecordValue.Wanted;
import dev.portreeve.store.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which records are looked for.
 *
 * @param type of them
 * @param wanted by member: what it is, or what it is not
 */
record RecordQuery(String type, Map<String, Member> wanted) {
  /**
   * What a member is.
   *
   * @param how whether it is so or otherwise
   * @param value it is compared with
   */
  record Member(Wanted how, Object value) {}

  /** The query that a schema describes, with the values of a check. */
  static RecordQuery of(String type, Map<String, Wanted> where, CheckValues values)
      throws CheckValues.Unsaid {
    Map<String, Member> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, Wanted> each : where.entrySet()) {
      wanted.put(each.getKey(), new Member(each.getValue(), values.of(each.getValue().value())));
    }
    return new RecordQuery(type, wanted);
  }

  /** Whether a record is looked for. */
  boolean matches(Map<String, Object> record) {
    return wanted.entrySet().stream()
        .allMatch(each -> matches(record.get(each.getKey()), each.getValue()));
  }

  private static boolean matches(@Nullable Object found, Member member) {
    return member.how().holds(found == null ? "" : found, member.value());
  }

  /** All of them in the order of their ids. */
  <E extends Exception> List<StoredRecord> find(RecordSource<E> source) throws E {
    for (Map.Entry<String, Member> each : wanted.entrySet()) {
      if (!each.getValue().how().negated() && each.getValue().value() instanceof String text) {
        List<StoredRecord> found = new ArrayList<>();
        for (StoredRecord one : source.with(type, each.getKey(), List.of(text))) {
          if (matches(one.members())) {
            found.add(one);
          }
        }
        return found;
      }
    }
    throw new IllegalStateException("records of a type are not looked for without a text");
  }
}
