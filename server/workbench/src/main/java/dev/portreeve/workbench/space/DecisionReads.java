package dev.portreeve.workbench.space;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.FromDirectory;
import dev.portreeve.engine.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds on what single decisions of a policy set rest. */
public final class DecisionReads {
  private final Snapshot snapshot;
  private final Map<String, PolicyReads> byAction = new HashMap<>();

  public DecisionReads(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * The fields that the matches read which were tried, {@code subject.groups}, and what tells the
   * directory whom they are about.
   *
   * @param frame of the check, which is decided again for it
   * @param team the one the frame names, or null when none is known
   */
  public Set<String> of(Frame frame, @Nullable Team team) {
    PolicyReads reads =
        byAction.computeIfAbsent(
            frame.actionName(), action -> PolicyReads.of(snapshot, frame.actionName()));
    List<PolicyReads.Tried> tried = new ArrayList<>();
    snapshot.decide(
        frame.copy(),
        team,
        (match, held) -> {
          tried.add(new PolicyReads.Tried(match, held));
          return held;
        });
    Set<String> fields = new LinkedHashSet<>();
    for (String field : reads.readBy(tried)) {
      fields.add(field);
      person(field, frame).ifPresent(fields::add);
    }
    return fields;
  }

  /** What says about whom a fact asks the directory, or empty. */
  private Optional<String> person(String field, Frame frame) {
    Schema schema = snapshot.schema();
    String[] parts = field.split("\\.", -1);
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(parts[0])) {
        return schema
            .fact(entity, parts[1])
            .filter(fact -> asksDirectory(fact, frame))
            .flatMap(Fact::directory)
            .map(FromDirectory::question)
            .flatMap(question -> person(schema, question));
      }
    }
    return Optional.empty();
  }

  /** Whether the directory has a word to say of a fact, be it given or not. */
  private static boolean asksDirectory(Fact fact, Frame frame) {
    boolean fills =
        fact.directory().filter(from -> from.mode() == FromDirectory.Mode.FILL).isPresent();
    return !fills || frame.value(fact.slot()) == null;
  }

  private static Optional<String> person(Schema schema, FromDirectory.Question question) {
    if (!(question instanceof FromDirectory.Question.Of of)) {
      return Optional.empty();
    }
    if (of.whose() instanceof FromDirectory.PersonId.Subject) {
      return Optional.of("subject.id");
    }
    if (of.whose() instanceof FromDirectory.PersonId.Resource) {
      return Optional.of("resource.id");
    }
    int slot =
        of.whose() instanceof FromDirectory.PersonId.Fact fact
            ? fact.slot()
            : ((FromDirectory.PersonId.Member) of.whose()).slot();
    return Optional.of(schema.facts().get(slot).variable());
  }
}
