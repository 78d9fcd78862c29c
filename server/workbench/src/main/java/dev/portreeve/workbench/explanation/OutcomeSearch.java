package dev.portreeve.workbench.explanation;

import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.lang.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fewest changes of facts and settings that would turn the outcome of a check.
 *
 * @param turns what would turn it, all of the same and smallest number of changes; none when up to
 *     two do not
 * @param tried how many changed checks were decided
 * @param open the fields that may have further values that matter
 */
public record OutcomeSearch(List<Turn> turns, int tried, Set<String> open) {
  private static final int MAX_TRIED = 20_000;
  private static final int MAX_TURNS = 12;

  public OutcomeSearch {
    turns = List.copyOf(turns);
    open = Set.copyOf(open);
  }

  /**
   * Changes that turn the outcome.
   *
   * @param changes all of them needed
   * @param decision what would be decided
   */
  public record Turn(List<Alternative> changes, Decision decision) {
    public Turn {
      changes = List.copyOf(changes);
    }
  }

  /** Looks for what would turn the outcome of a check. */
  public static OutcomeSearch of(Situation situation) {
    Optional<Policy> policy = situation.snapshot().policy(situation.frame().actionName());
    return policy.isEmpty()
        ? new OutcomeSearch(List.of(), 0, Set.of())
        : new Search(situation, new Alternatives(situation, policy.get())).run();
  }

  /** One search. */
  private static final class Search {
    private final Situation situation;
    private final Alternatives alternatives;
    private final Outcome now;
    private final List<Turn> turns = new ArrayList<>();
    private int tried;

    Search(Situation situation, Alternatives alternatives) {
      this.situation = situation;
      this.alternatives = alternatives;
      this.now = situation.decide().outcome();
    }

    OutcomeSearch run() {
      List<Alternative> all = alternatives.all();
      for (Alternative one : all) {
        attempt(one.change().apply(situation), List.of(one));
      }
      if (turns.isEmpty()) {
        pairs(all);
      }
      // A permit is what is asked for most; among equals the order of the policy says enough.
      turns.sort(Comparator.comparing(turn -> turn.decision().outcome()));
      List<Turn> first = turns.subList(0, Math.min(MAX_TURNS, turns.size()));
      return new OutcomeSearch(first, tried, alternatives.open());
    }

    private void pairs(List<Alternative> all) {
      for (int i = 0; i < all.size(); i++) {
        Alternative one = all.get(i);
        Optional<Situation> half = one.change().apply(situation);
        for (int j = i + 1; j < all.size() && half.isPresent() && tried < MAX_TRIED; j++) {
          Alternative other = all.get(j);
          if (!other.name().equals(one.name())) {
            attempt(other.change().apply(half.get()), List.of(one, other));
          }
        }
      }
    }

    private void attempt(Optional<Situation> changed, List<Alternative> changes) {
      if (changed.isEmpty()) {
        return;
      }
      tried++;
      Decision decision = changed.get().decide();
      if (decision.outcome() != now && !Reasons.ALL.contains(decision.reason())) {
        turns.add(new Turn(changes, decision));
      }
    }
  }
}
