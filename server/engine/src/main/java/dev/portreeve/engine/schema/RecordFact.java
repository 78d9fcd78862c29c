package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.RecordValue.Wanted;
import java.util.Map;
import java.util.Set;

/**
 * A fact that records state, where the store keeps them.
 *
 * @param type of the records
 * @param fact that they state
 * @param actions in whose checks; empty: in those whose policies read the fact
 * @param when by a list of the subject's: what it holds of those that records know; of others there
 *     are none
 * @param where which records, by member
 * @param shape what the fact is made of
 */
public record RecordFact(
    String type,
    Fact fact,
    Set<String> actions,
    Map<Fact, Object> when,
    Map<String, Wanted> where,
    Shape shape) {
  /** How a fact is made of records. */
  public sealed interface Shape {
    /** The values of a member, each once. */
    record Values(String member) implements Shape {}

    /**
     * An object for each value of a member.
     *
     * @param field of the object that has the value
     * @param member of the records
     * @param named whether the request names them, so that there are objects for no others
     * @param counts fields of the object, each of which counts the records of that value which are
     *     looked for so
     */
    record Objects(
        String field, String member, boolean named, Map<String, Map<String, Wanted>> counts)
        implements Shape {
      public Objects {
        counts = Map.copyOf(counts);
      }
    }
  }

  public RecordFact {
    actions = Set.copyOf(actions);
    when = Map.copyOf(when);
    where = Map.copyOf(where);
  }
}
