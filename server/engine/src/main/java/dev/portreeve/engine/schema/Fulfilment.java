package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.RecordValue.Wanted;
import java.util.Map;
import java.util.Optional;

/**
 * What a server with a store does about a permit or an obligation: one kind of change, to a record
 * or to a member of the team.
 *
 * @param operation what is done
 * @param type of the records: that of the subject or resource that they describe, one of {@link
 *     Schema#recordTypes}, or {@link #MEMBER}
 * @param id which record; empty: those of {@code where}, or a new one of an id that the server
 *     makes
 * @param where which records, by member
 * @param members what is stored, by name of the fact or member
 * @param add what each of these lists of a member of the team gets
 * @param drop what each of these lists of a member of the team loses
 * @param when without all of which nothing is done
 */
public record Fulfilment(
    Operation operation,
    String type,
    Optional<RecordValue> id,
    Map<String, Wanted> where,
    Map<String, RecordValue> members,
    Map<String, RecordValue> add,
    Map<String, Object> drop,
    Map<RecordValue, Wanted> when) {
  /** Stands for the members of the team where a type of record would. */
  public static final String MEMBER = "member";

  /** What is done with a record. */
  public enum Operation {
    /** Stores a record that is not there yet. */
    PUT,
    /** Has one there: stores it, or replaces members of the one that is there. */
    KEEP,
    /** Replaces members of a record that is there, or of all that are looked for. */
    SET,
    /** The same with times, which are written once a minute at most. */
    TOUCH,
    /** Removes a record that is there, or all that are looked for. */
    REMOVE
  }

  public Fulfilment {
    where = Map.copyOf(where);
    members = Map.copyOf(members);
    add = Map.copyOf(add);
    drop = Map.copyOf(drop);
    when = Map.copyOf(when);
  }

  /** Whether it changes a member of the team. */
  public boolean ofMember() {
    return type.equals(MEMBER);
  }
}
