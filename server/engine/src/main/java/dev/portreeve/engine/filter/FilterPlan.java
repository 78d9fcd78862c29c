package dev.portreeve.engine.filter;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.compiled.NotExpressible;
import dev.portreeve.engine.compiled.OpenFacts;
import dev.portreeve.engine.compiled.PartialPolicy;
import dev.portreeve.engine.condition.Condition;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a type that a check permits: those of which the condition holds, and no others.
 *
 * @param condition on what the request leaves open of a resource
 * @param branches the ways to a permit, by what the caller must carry out; they exclude each other
 * @param reason why nothing is permitted whatever the resource, or empty
 */
public record FilterPlan(Condition condition, List<Branch> branches, String reason) {
  public FilterPlan {
    branches = List.copyOf(branches);
  }

  /**
   * Permits that oblige the caller to the same.
   *
   * @param condition when they are reached
   * @param obligations empty optional: they depend on the resource, of which a check has to be
   *     asked
   */
  public record Branch(Condition condition, Optional<List<Obligation>> obligations) {}

  /**
   * The plan of a check whose resource is open.
   *
   * @param frame of the check, with the resource's type and whatever facts all resources share
   * @param team the one the frame names, or null when none is known
   * @param without slots of facts that no resource brings
   */
  public static FilterPlan of(
      Snapshot snapshot, Frame frame, @Nullable Team team, Set<Integer> without)
      throws NotExpressible {
    Optional<Decision> refusal = snapshot.refusal(frame, team);
    if (refusal.isPresent()) {
      return new FilterPlan(Condition.never(), List.of(), refusal.get().reason());
    }
    OpenFacts open =
        OpenFacts.ofRows(
            snapshot.schema(),
            snapshot.schema().action(frame.actionName()).orElseThrow(),
            frame,
            team,
            without);
    PartialPolicy.Residual residual =
        snapshot.partial(frame.actionName()).exactly(open, frame, team);
    return of(residual, frame);
  }

  private static FilterPlan of(PartialPolicy.Residual residual, Frame frame) throws NotExpressible {
    Object supported = frame.value(frame.schema().supportedObligationsSlot());
    boolean dryRun = Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()));
    Condition some = Condition.never();
    boolean dropped = false;
    Map<Optional<List<Obligation>>, Condition> byObligations = new LinkedHashMap<>();
    for (PartialPolicy.Way way : residual.ways()) {
      if (supported instanceof List<?> types && !isSupported(way, types)) {
        dropped = true;
        continue;
      }
      some = Condition.or(some, way.when());
      Optional<List<Obligation>> duties =
          dryRun ? Optional.of(List.of()) : way.decision().map(Decision::obligations);
      byObligations.merge(duties, way.when(), Condition::or);
    }
    List<Branch> branches = new ArrayList<>();
    byObligations.forEach((duties, when) -> branches.add(new Branch(when, duties)));
    return new FilterPlan(dropped ? some : residual.condition(), branches, "");
  }

  private static boolean isSupported(PartialPolicy.Way way, List<?> types) throws NotExpressible {
    if (way.decision().isEmpty()) {
      throw new NotExpressible(
          "whether `context.supported_obligations` are enough, since the obligations depend on the"
              + " resource");
    }
    return way.decision().get().obligations().stream()
        .allMatch(obligation -> types.contains(obligation.type()));
  }

  /** Whether the resources that are let through oblige the caller to different things. */
  public boolean isSplit() {
    return branches.size() > 1;
  }
}
