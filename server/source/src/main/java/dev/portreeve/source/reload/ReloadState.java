package dev.portreeve.source.reload;

import dev.portreeve.source.team.Teams;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the thread that reloads the policy set and the one that takes in teams share.
 *
 * @param <G> the server's generations
 */
final class ReloadState<G extends Generation> {
  /*
   * Teams are changed under a lock, and so is the generation replaced where its teams are others: a
   * change taken in by the old ones while the new ones were being bound is taken in by the new ones
   * as well, before they are in force.
   */
  private final ReentrantLock teamsLock = new ReentrantLock();
  private final SourceClock policySetClock = new SourceClock();
  private final SourceClock teamsClock = new SourceClock();
  private final AtomicBoolean teamsChanged = new AtomicBoolean();
  private volatile ReloadStatus status =
      new ReloadStatus(Instant.EPOCH, false, Optional.empty(), "");
  private volatile @Nullable CurrentGeneration<G> inForce;
  private @Nullable Set<String> changedMeanwhile;

  SourceClock policySetClock() {
    return policySetClock;
  }

  SourceClock teamsClock() {
    return teamsClock;
  }

  ReloadStatus status() {
    return status;
  }

  synchronized void status(UnaryOperator<ReloadStatus> change) {
    status = change.apply(status);
  }

  CurrentGeneration<G> inForce() {
    CurrentGeneration<G> current = inForce;
    if (current == null) {
      throw new IllegalStateException("nothing is in force yet");
    }
    return current;
  }

  /** Puts a generation in force, as taken from the source. Called by one thread. */
  void put(G generation) {
    CurrentGeneration<G> current = inForce;
    if (current == null) {
      inForce = new CurrentGeneration<>(generation);
    } else {
      current.replace(generation);
    }
    status(s -> s.taken(Instant.now()));
  }

  /** From now on changes of teams are noted for {@link #swapTeams}. */
  void noteTeamChanges() {
    teamsLock.lock();
    try {
      changedMeanwhile = new HashSet<>();
    } finally {
      teamsLock.unlock();
    }
  }

  /** Lets other teams take in what has changed meanwhile, then runs what puts them in force. */
  void swapTeams(Teams next, Runnable swap) {
    teamsLock.lock();
    try {
      if (changedMeanwhile != null) {
        changedMeanwhile.forEach(next::take);
        changedMeanwhile = null;
      }
      swap.run();
    } finally {
      teamsLock.unlock();
    }
  }

  /** Takes in a change of a team. */
  void takeTeam(String id) {
    teamsLock.lock();
    try {
      inForce().now().teams().take(id);
      if (changedMeanwhile != null) {
        changedMeanwhile.add(id);
      }
    } finally {
      teamsLock.unlock();
    }
    teamsChanged.set(true);
  }

  /** Whether a team has been taken in since the last call. */
  boolean takeTeamsChanged() {
    return teamsChanged.getAndSet(false);
  }
}
