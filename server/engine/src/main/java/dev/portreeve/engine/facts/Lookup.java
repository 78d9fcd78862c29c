package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Structure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a policy reads, with everything that may stand in for what was not given. */
public final class Lookup {
  private Lookup() {}

  /** The typed value of a fact, or the {@link FactProblem} of reading it. */
  public static Object fact(Frame frame, @Nullable Team team, Fact fact) {
    Object value = frame.value(fact.slot());
    if (value instanceof InvalidValue invalid) {
      return FactProblem.invalid(fact.path(), invalid);
    }
    return value != null ? value : absent(frame, team, fact);
  }

  private static Object absent(Frame frame, @Nullable Team team, Fact fact) {
    if (fact.absent() instanceof Fact.Absent.Default standIn) {
      return standIn.value();
    }
    if (fact.absent() instanceof Fact.Absent.Now) {
      return frame.now();
    }
    if (fact.absent() instanceof Fact.Absent.Directory directory) {
      if (team == null && frame.schema().team().isPresent()) {
        return noTeam(frame);
      }
      Object known = fromDirectory(frame, team, directory.index());
      return known != null
          ? known
          : directory.otherwise().orElseGet(() -> FactProblem.missing(fact.path()));
    }
    return FactProblem.missing(fact.path());
  }

  /** Whether a fact was given, by the caller or the directory; or the problem of finding out. */
  public static Object hasFact(Frame frame, @Nullable Team team, Fact fact) {
    if (frame.value(fact.slot()) != null) {
      return true;
    }
    if (fact.absent() instanceof Fact.Absent.Directory directory) {
      if (team == null && frame.schema().team().isPresent()) {
        return noTeam(frame);
      }
      return fromDirectory(frame, team, directory.index()) != null;
    }
    return false;
  }

  /** What the team's directory says of the subject, or null. */
  public static @Nullable Object fromDirectory(Frame frame, @Nullable Team team, int index) {
    Structure member = team == null ? null : team.member(frame.subjectId());
    return member == null ? null : member.value(index);
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
