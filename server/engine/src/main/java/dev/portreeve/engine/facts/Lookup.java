package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Structure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a policy reads, with everything that may stand in for what was not given. */
public final class Lookup {
  private Lookup() {}

  /** The typed value of a fact, or the {@link FactProblem} of reading it. */
  public static Object fact(Frame frame, @Nullable Team team, Fact fact) {
    FromDirectory.Mode mode = fact.directory().map(FromDirectory::mode).orElse(null);
    Object given = mode == FromDirectory.Mode.ONLY ? null : frame.value(fact.slot());
    if (mode != null && (mode != FromDirectory.Mode.FILL || given == null)) {
      if (needsTeam(frame, team, fact)) {
        return noTeam(frame);
      }
      Object known = fromDirectory(frame, team, fact);
      given = known != null ? known : given;
    }
    if (given instanceof InvalidValue invalid) {
      return FactProblem.invalid(fact.path(), invalid);
    }
    return given != null ? given : absent(frame, fact);
  }

  private static Object absent(Frame frame, Fact fact) {
    if (fact.absent() instanceof Fact.Absent.Default standIn) {
      return standIn.value();
    }
    return fact.absent() instanceof Fact.Absent.Now
        ? frame.now()
        : FactProblem.missing(fact.path());
  }

  /** Whether a fact was given, by the caller or the directory; or the problem of finding out. */
  public static Object hasFact(Frame frame, @Nullable Team team, Fact fact) {
    FromDirectory.Mode mode = fact.directory().map(FromDirectory::mode).orElse(null);
    if (mode != FromDirectory.Mode.ONLY && frame.value(fact.slot()) != null) {
      return true;
    }
    if (mode == null) {
      return false;
    }
    return needsTeam(frame, team, fact)
        ? noTeam(frame)
        : (Object) (fromDirectory(frame, team, fact) != null);
  }

  /** In a set with teams, what is known of people depends on the team. */
  private static boolean needsTeam(Frame frame, @Nullable Team team, Fact fact) {
    return team == null
        && frame.schema().team().isPresent()
        && fact.directory().orElseThrow().ofPeople();
  }

  /**
   * What the directory says of a fact that asks it, or null when it says nothing.
   *
   * @param team known if the set has teams and the fact is about people
   * @param fact whose {@link Fact#directory} is present
   */
  public static @Nullable Object fromDirectory(Frame frame, @Nullable Team team, Fact fact) {
    FromDirectory.Question question = fact.directory().orElseThrow().question();
    if (question instanceof FromDirectory.Question.OfResource of) {
      return value(
          frame.directory().resource(frame.resourceType(), frame.resourceId()), of.field());
    }
    if (team == null && frame.schema().team().isPresent()) {
      return null;
    }
    if (question instanceof FromDirectory.Question.Of of) {
      return value(person(frame, team, of.whose()), of.field());
    }
    if ((team == null || team.directory().isEmpty()) && !frame.directory().hasSubjects()) {
      return null;
    }
    return !(question instanceof FromDirectory.Question.Anyone anyone)
        || team != null && team.directory().anyone(anyone.field(), anyone.value())
        || frame.directory().anyone(anyone.field(), anyone.value());
  }

  private static @Nullable Object value(@Nullable Structure entry, int field) {
    return entry != null && entry.has(field) ? entry.value(field) : null;
  }

  private static @Nullable Structure person(
      Frame frame, @Nullable Team team, FromDirectory.PersonId whose) {
    String id = id(frame, whose);
    if (id == null) {
      return null;
    }
    Structure member = team == null ? null : team.directory().person(id);
    if (member != null) {
      return member;
    }
    return whose instanceof FromDirectory.PersonId.Subject
        ? frame.directory().subject(frame.subjectType(), id)
        : frame.directory().person(id);
  }

  private static @Nullable String id(Frame frame, FromDirectory.PersonId whose) {
    if (whose instanceof FromDirectory.PersonId.Subject) {
      return frame.subjectId();
    }
    if (whose instanceof FromDirectory.PersonId.Resource) {
      return frame.resourceId();
    }
    Object given =
        whose instanceof FromDirectory.PersonId.Fact fact
            ? frame.value(fact.slot())
            : member(frame, (FromDirectory.PersonId.Member) whose);
    return given instanceof String id ? id : null;
  }

  private static @Nullable Object member(Frame frame, FromDirectory.PersonId.Member member) {
    return frame.value(member.slot()) instanceof Structure structure
        ? structure.value(member.field())
        : null;
  }

  /**
   * What the directory says of a person: of one whom the team lists, what the team says; else what
   * the set does. The defaults of somebody neither knows.
   *
   * @param team known if the set has teams
   */
  public static Structure person(Frame frame, @Nullable Team team, String id) {
    Structure known = team == null ? null : team.directory().person(id);
    if (known == null) {
      known = frame.directory().person(id);
    }
    return known != null ? known : frame.schema().unknownPerson();
  }

  /** What the set's directory says of a resource; the defaults of one that it does not know. */
  public static Structure resource(Frame frame, String type, String id) {
    Structure known = frame.directory().resource(type, id);
    return known != null ? known : frame.schema().unknownResource();
  }

  /**
   * Lets the directory's word count over what came with the request, for every fact that it would
   * only fill in: for requests whose sender is not to be believed.
   *
   * @param frame that has the set's directory
   * @param team the one that the frame names, or null when none is known
   */
  public static void directoryFirst(Frame frame, @Nullable Team team) {
    List<Fact> filledIn = frame.schema().filledIn();
    for (int i = 0; i < filledIn.size(); i++) {
      Fact fact = filledIn.get(i);
      if (frame.value(fact.slot()) != null && fromDirectory(frame, team, fact) != null) {
        frame.forget(fact.slot());
      }
    }
  }

  /** The problem of reading anything of the team when no team is known. */
  public static FactProblem noTeam(Frame frame) {
    Schema schema = frame.schema();
    Optional<Fact> carrier = schema.team();
    if (carrier.isEmpty()) {
      return FactProblem.missing("team");
    }
    Fact fact = carrier.get();
    return frame.value(fact.slot()) instanceof InvalidValue invalid
        ? FactProblem.invalid(fact.path(), invalid)
        : FactProblem.missing(fact.path());
  }
}
