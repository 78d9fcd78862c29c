package dev.portreeve.source.reload;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.source.directory.ProblemLine;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.team.Rebinding;
import dev.portreeve.source.team.Teams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the policy set that the source offers into force, whole or not at all. One thread looks;
 * the load at a start is a look like any other, but that nothing is in force to stay.
 *
 * @param <G> the server's generations
 */
final class PolicySetReload<G extends Generation> {
  private static final Logger LOG = LoggerFactory.getLogger(PolicySetReload.class);
  private static final String INTERNAL = "the policy set could not be loaded: internal error";

  private final ReloadParts<G> parts;
  private final ReloadState<G> state;
  private final TypeCheckKeeping keeping;
  private @Nullable PolicySetFiles attempted;
  private boolean teamInTheWay;

  PolicySetReload(ReloadParts<G> parts, ReloadState<G> state, Duration betweenKeeps) {
    this.parts = parts;
    this.state = state;
    this.keeping = new TypeCheckKeeping(parts.store(), betweenKeeps);
  }

  /** What came of an offered set. */
  private sealed interface Attempt {
    record Good(Snapshot snapshot) implements Attempt {}

    record Bad(List<String> rendered, List<String> lines) implements Attempt {
      static Bad of(String line) {
        return new Bad(List.of(line), List.of(line));
      }

      static Bad of(List<Diagnostic> problems) {
        return new Bad(
            problems.stream().map(Diagnostic::render).toList(),
            problems.stream().map(ProblemLine::of).toList());
      }
    }
  }

  /**
   * The first look.
   *
   * @throws PolicySetRefused when neither the source nor the fallback has a set that loads
   */
  void first(Fallback fallback) throws PolicySetRefused {
    long began = System.nanoTime();
    String version = "";
    Attempt offered;
    try {
      PolicySetFiles files = read();
      attempted = files;
      version = files.hash();
      offered = load(files, null);
      if (offered instanceof Attempt.Good good) {
        put(first(good.snapshot()), files, began);
        state.policySetClock().inSync();
        return;
      }
    } catch (SourceException e) {
      offered = Attempt.Bad.of(e.problem());
    }
    Attempt.Bad bad = (Attempt.Bad) offered;
    Optional<PolicySetFiles> kept = fallback.load();
    if (kept.isEmpty() || !(load(kept.get(), null) instanceof Attempt.Good good)) {
      throw new PolicySetRefused(bad.rendered());
    }
    LOG.warn("serving the last good policy set {}", good.snapshot().version());
    put(first(good.snapshot()), kept.get(), began);
    state.status(ReloadStatus::fromLastGood);
    refuse(version, bad.lines());
  }

  private G first(Snapshot snapshot) {
    return parts.generations().first(snapshot, parts.teams().apply(snapshot.schema()));
  }

  /** Looks at the source once and takes in what has changed. Never throws. */
  void look() {
    try {
      takeSet();
    } catch (RuntimeException | Error e) {
      // Not for what is wrong with the set, so the same set may load at the next look.
      attempted = null;
      LOG.error("a reload failed; what was in force stays", e);
      refuse("", List.of(INTERNAL));
    }
    keeping.maybeKeep(state.inForce().now().snapshot());
    parts.listener().looked();
  }

  /** After the last look. Never throws. */
  void end() {
    keeping.keep(state.inForce().now().snapshot());
  }

  private PolicySetFiles read() throws SourceException {
    SourceClock clock = state.policySetClock();
    clock.begin();
    try {
      PolicySetFiles files = parts.source().policySet();
      clock.ended();
      return files;
    } catch (SourceException | RuntimeException | Error e) {
      clock.failed();
      throw e;
    }
  }

  private void takeSet() {
    try {
      PolicySetFiles files = read();
      boolean teamsChanged = state.takeTeamsChanged();
      if (!files.equals(attempted) || teamInTheWay && teamsChanged) {
        attempt(files);
      }
      if (state.status().rejected().isEmpty()) {
        state.policySetClock().inSync();
      }
    } catch (SourceException e) {
      attempted = null;
      refuse("", List.of(e.problem()));
    }
  }

  private void attempt(PolicySetFiles files) {
    attempted = files;
    teamInTheWay = false;
    Snapshot current = state.inForce().now().snapshot();
    if (files.hash().equals(current.version())) {
      restore();
      return;
    }
    long began = System.nanoTime();
    Attempt attempt = load(files, current);
    if (attempt instanceof Attempt.Good good) {
      keeping.changed();
      swap(good.snapshot(), files, began);
    } else if (attempt instanceof Attempt.Bad bad) {
      refuse(files.hash(), bad.lines());
    }
  }

  private Attempt load(PolicySetFiles files, @Nullable Snapshot current) {
    try {
      LoadResult result =
          current == null
              ? PolicySetLoader.load(files, parts.store())
              : PolicySetLoader.load(files, current, parts.store());
      return result instanceof LoadResult.Loaded loaded
          ? new Attempt.Good(loaded.snapshot())
          : Attempt.Bad.of(((LoadResult.Refused) result).problems());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("a policy set could not be loaded", e);
      return Attempt.Bad.of(INTERNAL);
    }
  }

  /** Teams go on changing while those in memory are bound to the new schema. */
  private void swap(Snapshot next, PolicySetFiles files, long began) {
    G current = state.inForce().now();
    if (next.schema().hash().equals(current.snapshot().schema().hash())) {
      put(parts.generations().next(current, next, current.teams()), files, began);
      return;
    }
    state.noteTeamChanges();
    Rebinding rebinding = current.teams().rebind(next.schema());
    if (rebinding instanceof Rebinding.Misfit misfit) {
      teamInTheWay = true;
      String team = "team `" + misfit.teamId() + "`, which is in force, does not fit the schema";
      refuse(files.hash(), Stream.concat(Stream.of(team), misfit.problems().stream()).toList());
      return;
    }
    Teams teams = ((Rebinding.Fits) rebinding).teams();
    G generation = parts.generations().next(current, next, teams);
    state.swapTeams(teams, () -> put(generation, files, began));
  }

  private void put(G generation, PolicySetFiles files, long began) {
    state.put(generation);
    parts.listener().taken(generation, files, Duration.ofNanos(System.nanoTime() - began));
  }

  private void refuse(String version, List<String> problems) {
    ReloadStatus.Rejected change = new ReloadStatus.Rejected(version, Instant.now(), problems);
    if (!state.status().setProblems().equals(change.problems())) {
      state.status(s -> s.rejecting(change));
      parts.listener().refused(problems);
    }
  }

  private void restore() {
    if (state.status().rejected().isPresent() || state.status().lastGood()) {
      state.status(ReloadStatus::restored);
      parts.listener().restored();
    }
  }
}
