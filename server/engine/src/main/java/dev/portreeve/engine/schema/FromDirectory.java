package dev.portreeve.engine.schema;

/**
 * What the directory has to say of a fact: a team's {@code members} and the {@code directory/} of
 * the set.
 *
 * @param mode whose word counts
 * @param question what the directory is asked
 */
public record FromDirectory(Mode mode, Question question) {
  /** Whose word counts when both the request and the directory say something. */
  public enum Mode {
    /** The request's; the directory fills in what it leaves out. */
    FILL,
    /** The directory's; where it says nothing, the request's. */
    OVER,
    /** The directory's alone; what a request says is never read. */
    ONLY
  }

  /** What the directory is asked. */
  public sealed interface Question {
    /**
     * What is said of one person.
     *
     * @param whose the id of the person
     * @param field of {@link Schema#person()}
     */
    record Of(PersonId whose, int field) implements Question {}

    /**
     * Whether a list in the field of some person holds a value.
     *
     * @param field of {@link Schema#person()}
     * @param value typed
     */
    record Anyone(int field, Object value) implements Question {}

    /** Whether it knows anybody at all. */
    record Known() implements Question {}

    /**
     * What is said of the resource at hand.
     *
     * @param field of {@link Schema#resourceEntry()}
     */
    record OfResource(int field) implements Question {}
  }

  /** Whether it is about people, so that in a set with teams the team has to be known. */
  public boolean ofPeople() {
    return !(question instanceof Question.OfResource);
  }

  /** Where the id of a person stands in a request. */
  public sealed interface PersonId {
    /** {@code subject.id}. */
    record Subject() implements PersonId {}

    /** {@code resource.id}. */
    record Resource() implements PersonId {}

    /** A fact that is a string. */
    record Fact(int slot) implements PersonId {}

    /** A string member of a fact that is an object. */
    record Member(int slot, int field) implements PersonId {}
  }
}
