package dev.portreeve.source.reload;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.ProblemLine;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.team.Rebinding;
import dev.portreeve.source.team.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the source offers into force: a policy set whole or not at all, a team by itself. Only
 * one thread reloads; any may ask for the {@link #status}.
 *
 * @param <G> the server's generations
 */
public final class Reloader<G extends Generation> {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  /** Writing all that was checked costs as much as checking some policies, so not each time. */
  private static final Duration BETWEEN_KEEPS = Duration.ofSeconds(10);

  private final PolicySource source;
  private final GenerationFactory<G> generations;
  private final ReloadListener listener;
  private final TypeCheckStore store;
  private final Duration betweenKeeps;
  private final CurrentGeneration<G> inForce;
  private volatile ReloadStatus status;
  private PolicySetFiles attempted;
  private List<String> waitingTeams;
  private boolean unreadable;
  private boolean teamInTheWay;
  private Map<String, List<String>> refusedTeams = new HashMap<>();
  private boolean keepsBehind;
  private long nextKeep = System.nanoTime();

  Reloader(
      PolicySource source,
      TypeCheckStore store,
      GenerationFactory<G> generations,
      ReloadListener listener,
      InitialLoad.Found<G> first) {
    this(source, store, generations, listener, first, BETWEEN_KEEPS);
  }

  /**
   * @param betweenKeeps so much time at least passes between two times that the store is told
   */
  Reloader(
      PolicySource source,
      TypeCheckStore store,
      GenerationFactory<G> generations,
      ReloadListener listener,
      InitialLoad.Found<G> first,
      Duration betweenKeeps) {
    this.source = source;
    this.store = store;
    this.generations = generations;
    this.listener = listener;
    this.betweenKeeps = betweenKeeps;
    this.inForce = new CurrentGeneration<>(first.generation());
    this.attempted = first.attempted();
    this.status = first.status();
    this.waitingTeams = first.waitingTeams();
    tellTeams();
  }

  public CurrentGeneration<G> inForce() {
    return inForce;
  }

  public ReloadStatus status() {
    return status;
  }

  /** Looks at the source once and takes in what has changed. Never throws. */
  void round() {
    try {
      takeSet();
      takeTeams();
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("a reload failed; what was in force stays", e);
      refuse(List.of("the policy set could not be loaded: internal error"));
    }
    if (nextKeep - System.nanoTime() <= 0) {
      keepChecked();
    }
  }

  /** After the last round. Never throws. */
  void end() {
    keepChecked();
  }

  /** Has the next start find checked what was taken since the last time. */
  private void keepChecked() {
    if (!keepsBehind) {
      return;
    }
    keepsBehind = false;
    nextKeep = System.nanoTime() + betweenKeeps.toNanos();
    try {
      PolicySetLoader.keep(inForce.now().snapshot(), store);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn("checked expressions are not kept for the next start", e);
    }
  }

  private void takeSet() {
    try {
      PolicySetFiles files = source.policySet();
      if (!files.equals(attempted) || unreadable) {
        unreadable = false;
        attempt(files);
      }
    } catch (SourceException e) {
      unreadable = true;
      refuse(List.of(e.problem()));
    }
  }

  private void takeTeams() {
    List<String> changed = waitingTeams;
    waitingTeams = List.of();
    String problem = "";
    try {
      changed = Stream.concat(changed.stream(), source.changedTeams().stream()).toList();
    } catch (SourceException e) {
      problem = e.problem();
    }
    if (!problem.equals(status.teamsProblem())) {
      status = status.withTeamsProblem(problem);
      if (!problem.isEmpty()) {
        listener.teamsUnreadable(problem);
      }
    }
    if (inForce.now().teams().changed(changed)) {
      tellTeams();
      if (teamInTheWay) {
        attempt(attempted);
      }
    }
  }

  private void attempt(PolicySetFiles files) {
    attempted = files;
    teamInTheWay = false;
    Snapshot current = inForce.now().snapshot();
    if (files.hash().equals(current.version())) {
      restore();
      return;
    }
    long began = System.nanoTime();
    LoadResult result = PolicySetLoader.load(files, current, store);
    if (result instanceof LoadResult.Loaded loaded) {
      swap(loaded.snapshot(), files, began);
    } else if (result instanceof LoadResult.Refused refused) {
      refuse(refused.problems().stream().map(ProblemLine::of).toList());
    }
  }

  private void swap(Snapshot next, PolicySetFiles files, long began) {
    G current = inForce.now();
    Teams teams = current.teams();
    if (!next.schema().hash().equals(current.snapshot().schema().hash())) {
      Rebinding rebinding = teams.rebind(next.schema());
      if (rebinding instanceof Rebinding.Misfit misfit) {
        teamInTheWay = true;
        String team = "team `" + misfit.teamId() + "`, which is in force, does not fit the schema";
        refuse(Stream.concat(Stream.of(team), misfit.problems().stream()).toList());
        return;
      }
      teams = ((Rebinding.Fits) rebinding).teams();
    }
    G generation = generations.next(current, next, teams);
    inForce.replace(generation);
    keepsBehind = true;
    status = status.taken(Instant.now());
    listener.taken(generation, files, Duration.ofNanos(System.nanoTime() - began));
    tellTeams();
  }

  private void refuse(List<String> problems) {
    if (!status.setProblems().equals(problems)) {
      status = status.withSetProblems(problems);
      listener.refused(problems);
    }
  }

  private void restore() {
    if (!status.setProblems().isEmpty() || status.lastGood()) {
      status = status.restored();
      listener.restored();
    }
  }

  private void tellTeams() {
    Map<String, List<String>> now = inForce.now().teams().refused();
    now.forEach(
        (id, problems) -> {
          if (!problems.equals(refusedTeams.get(id))) {
            listener.teamRefused(id, problems);
          }
        });
    refusedTeams.keySet().stream()
        .filter(id -> !now.containsKey(id))
        .forEach(listener::teamRecovered);
    refusedTeams = now;
  }
}
