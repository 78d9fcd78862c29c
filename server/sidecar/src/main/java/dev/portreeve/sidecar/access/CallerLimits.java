package dev.portreeve.sidecar.access;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may ask about.
 *
 * @param tenants the teams; none: any
 * @param actions names, or beginnings with a star after them; none: any
 * @param self the only subject, if there is but one
 * @param facts where what is said of a subject may come from
 */
public record CallerLimits(
    Set<String> tenants, List<String> actions, Optional<Subject> self, Facts facts) {
  /** Anything. */
  public static final CallerLimits NONE =
      new CallerLimits(Set.of(), List.of(), Optional.empty(), Facts.REQUEST);

  /* A request that says that nobody is signed in asks for less, never for more. */
  private static final String SIGNED_IN = "signed_in";

  /** Somebody a credential speaks for. */
  public record Subject(String type, String id) {}

  /** Where facts about a subject may come from. */
  public enum Facts {
    /** What the request says counts. */
    REQUEST,
    /** Only what team files say counts. */
    DIRECTORY
  }

  public CallerLimits {
    tenants = Set.copyOf(tenants);
    actions = List.copyOf(actions);
  }

  /**
   * Holds a check to the limits: takes away facts that do not count for this caller.
   *
   * @return why the caller may not ask this, or empty
   */
  public Optional<Beyond> apply(Frame frame) {
    if (equals(NONE)) {
      return Optional.empty();
    }
    if (!tenants.isEmpty()) {
      Optional<String> team = frame.teamId();
      if (team.isEmpty() || !tenants.contains(team.get())) {
        return Optional.of(new Beyond("resource.properties.team", "this team"));
      }
    }
    if (!actions.isEmpty() && actions.stream().noneMatch(each -> names(each, frame.actionName()))) {
      return Optional.of(new Beyond("action.name", "this action"));
    }
    if (self.isPresent()
        && !(self.get().type().equals(frame.subjectType())
            && self.get().id().equals(frame.subjectId()))) {
      return Optional.of(new Beyond("subject.id", "this subject"));
    }
    if (facts == Facts.DIRECTORY) {
      for (Fact fact : frame.schema().facts()) {
        if (fact.entity() == Entity.SUBJECT && !fact.name().equals(SIGNED_IN)) {
          frame.forget(fact.slot());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * What a caller may not ask about.
   *
   * @param field of the request
   * @param what it names
   */
  public record Beyond(String field, String what) {
    /** For the caller to read. */
    public String problem() {
      return "the credential does not let you ask about " + what;
    }
  }

  private static boolean names(String pattern, String action) {
    return pattern.endsWith("*")
        ? action.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(action);
  }
}
