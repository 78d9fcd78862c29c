package dev.portreeve.source.reload;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.ProblemLine;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.team.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The load at a start, which has nothing in force to fall back on but what an earlier run kept.
 *
 * @param <G> the server's generations
 */
public final class InitialLoad<G extends Generation> {
  private static final Logger LOG = LoggerFactory.getLogger(InitialLoad.class);

  /** A start waits for so many teams; the others are read while checks are answered already. */
  private static final int TEAMS_AT_START = 1_000;

  private final PolicySource source;
  private final TypeCheckStore store;
  private final Function<Schema, Teams> teams;
  private final GenerationFactory<G> generations;
  private final ReloadListener listener;
  private final long began = System.nanoTime();

  /**
   * @param source loaded from, now and later
   * @param store of expressions that are known to be good
   * @param teams makes the teams under a schema
   * @param generations makes what is put in force
   * @param listener hears of this load and of the later ones
   */
  public InitialLoad(
      PolicySource source,
      TypeCheckStore store,
      Function<Schema, Teams> teams,
      GenerationFactory<G> generations,
      ReloadListener listener) {
    this.source = source;
    this.store = store;
    this.teams = teams;
    this.generations = generations;
    this.listener = listener;
  }

  /**
   * What a start found.
   *
   * @param <G> the server's generations
   * @param generation in force
   * @param attempted what the source offered
   * @param status with what was wrong with it
   * @param waitingTeams not read yet
   */
  record Found<G extends Generation>(
      G generation, PolicySetFiles attempted, ReloadStatus status, List<String> waitingTeams) {}

  /** Loads what there is and hands over to a reloader. */
  public Reloader<G> load(Fallback fallback) throws PolicySetRefused {
    PolicySetFiles offered = PolicySetFiles.of(Map.of());
    List<String> shown;
    List<String> headlines;
    try {
      offered = source.policySet();
      LoadResult result = PolicySetLoader.load(offered, store);
      if (result instanceof LoadResult.Loaded loaded) {
        return start(loaded.snapshot(), offered, offered, status(false, List.of()));
      }
      List<Diagnostic> problems = ((LoadResult.Refused) result).problems();
      shown = problems.stream().map(Diagnostic::render).toList();
      headlines = problems.stream().map(ProblemLine::of).toList();
    } catch (SourceException e) {
      shown = List.of(e.problem());
      headlines = shown;
    }
    Optional<PolicySetFiles> kept = fallback.load();
    if (kept.isPresent()
        && PolicySetLoader.load(kept.get(), store) instanceof LoadResult.Loaded good) {
      listener.refused(headlines);
      LOG.warn("serving the last good policy set {}", good.snapshot().version());
      return start(good.snapshot(), kept.get(), offered, status(true, headlines));
    }
    throw new PolicySetRefused(shown);
  }

  private Reloader<G> start(
      Snapshot snapshot, PolicySetFiles files, PolicySetFiles offered, ReloadStatus status) {
    G generation = generations.first(snapshot, teams.apply(snapshot.schema()));
    String teamsProblem = "";
    List<String> ids = List.of();
    try {
      ids = source.changedTeams();
    } catch (SourceException e) {
      teamsProblem = e.problem();
      listener.teamsUnreadable(teamsProblem);
    }
    int first = Math.min(TEAMS_AT_START, ids.size());
    generation.teams().changed(ids.subList(0, first));
    listener.taken(generation, files, Duration.ofNanos(System.nanoTime() - began));
    ReloadStatus now = status.withTeamsProblem(teamsProblem);
    List<String> waiting = List.copyOf(ids.subList(first, ids.size()));
    return new Reloader<>(
        source, store, generations, listener, new Found<>(generation, offered, now, waiting));
  }

  private static ReloadStatus status(boolean lastGood, List<String> problems) {
    return new ReloadStatus(Instant.now(), lastGood, problems, "");
  }
}
