package dev.portreeve.engine.schema;

import java.util.Map;
import java.util.Optional;

/**
 * What a server with a store does about a permit or an obligation: one change of a stored record.
 *
 * @param operation what is done
 * @param type the type of subject or resource that the record describes
 * @param id which record; empty: a new one, of an id that the server makes
 * @param members what is stored, by name of the fact
 */
public record Fulfilment(
    Operation operation, String type, Optional<Value> id, Map<String, Value> members) {
  /** What is done with a record. */
  public enum Operation {
    /** Stores a record that is not there yet. */
    PUT,
    /** Replaces members of a record that is there. */
    SET,
    /** The same with times, which are written once a minute at most. */
    TOUCH,
    /** Removes a record. */
    REMOVE
  }

  /** Where an id or a member comes from. */
  public sealed interface Value {
    /** The moment of the check. */
    record Now() implements Value {}

    /** {@code subject.id}. */
    record SubjectId() implements Value {}

    /** {@code resource.id}. */
    record ResourceId() implements Value {}

    /** A member of the obligation. */
    record OfObligation(String member) implements Value {}

    /** A truth or a number that the schema says. */
    record Constant(Object value) implements Value {}
  }

  public Fulfilment {
    members = Map.copyOf(members);
  }
}
