package dev.portreeve.engine.schema;

/** Where a value of a record comes from, whether it is stored or looked for. */
public sealed interface RecordValue {
  /** The moment of the check. */
  record Now() implements RecordValue {}

  /** {@code subject.id}. */
  record SubjectId() implements RecordValue {}

  /** {@code resource.id}. */
  record ResourceId() implements RecordValue {}

  /** {@code resource.type}. */
  record ResourceType() implements RecordValue {}

  /** A declared fact, which is a string. */
  record OfFact(Fact fact) implements RecordValue {}

  /** A member of the obligation. */
  record OfObligation(String member) implements RecordValue {}

  /** What the schema says itself. */
  record Constant(Object value) implements RecordValue {}

  /**
   * A value that is wanted, or any other one.
   *
   * @param value to compare with
   * @param negated whether it is any other one that is wanted
   */
  record Wanted(RecordValue value, boolean negated) {
    /** Whether a value is wanted, given what this one comes to. */
    public boolean holds(Object other, Object wanted) {
      return other.equals(wanted) != negated;
    }
  }
}
