package dev.portreeve.client.inprocess;

import dev.portreeve.client.Batch;
import dev.portreeve.client.Check;
import dev.portreeve.client.Decision;
import dev.portreeve.client.DecisionPoint;
import dev.portreeve.client.Failure;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.UnknownFact;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.reload.Fallback;
import dev.portreeve.source.reload.PolicySetRefused;
import dev.portreeve.source.reload.ReloadLog;
import dev.portreeve.source.reload.ReloadLoop;
import dev.portreeve.source.reload.ReloadParts;
import dev.portreeve.source.reload.Reloader;
import dev.portreeve.source.team.TeamLookup;
import dev.portreeve.source.team.Teams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers checks from a policy set in memory, which is reloaded when its files change. */
final class EmbeddedPolicySet implements DecisionPoint {
  private static final int TEAM_LOADERS = 2;

  /** More teams than that are not waited for; their checks are denied. */
  private static final int TEAMS_AWAITED = 10_000;

  private final Reloader<EmbeddedGeneration> reloader;
  private final ReloadLoop loop;
  private final UnknownFacts.Mode unknownFacts;
  private final Optional<Consumer<String>> undeclared;
  private final ExecutorService teamLoaders = teamLoaders();
  private volatile boolean closed;

  EmbeddedPolicySet(InProcessOptions options) {
    this.unknownFacts = options.unknownFacts();
    this.undeclared = options.undeclared();
    DirectorySource source = new DirectorySource(options.policies(), options.teams());
    try {
      this.reloader =
          Reloader.start(
              new ReloadParts<>(
                  source,
                  options.checked(),
                  schema -> new Teams(source, schema, options.teamCacheBytes(), teamLoaders),
                  EmbeddedGeneration.FACTORY,
                  new ReloadLog()),
              Fallback.NONE);
    } catch (PolicySetRefused e) {
      source.close();
      teamLoaders.shutdownNow();
      throw new PolicySetException(e.problems(), e);
    } catch (RuntimeException | Error e) {
      source.close();
      teamLoaders.shutdownNow();
      throw e;
    }
    this.loop = new ReloadLoop(reloader);
    loop.start();
  }

  private static ExecutorService teamLoaders() {
    return new ThreadPoolExecutor(
        TEAM_LOADERS,
        TEAM_LOADERS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(TEAMS_AWAITED),
        task -> {
          Thread thread = new Thread(task, "portreeve-team-loader");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public Decision check(Check check) {
    EmbeddedGeneration generation = reloader.inForce().now();
    return decide(generation, check, generation.teams()::find);
  }

  @Override
  public List<Decision> checkAll(Batch batch) {
    EmbeddedGeneration generation = reloader.inForce().now();
    Map<String, CompletableFuture<TeamLookup>> known = new HashMap<>();
    Function<String, CompletableFuture<TeamLookup>> once =
        id -> known.computeIfAbsent(id, generation.teams()::find);
    List<Decision> decisions = new ArrayList<>(batch.items().size());
    boolean ended = false;
    for (Check item : batch.items()) {
      Decision decision = ended ? Decision.notEvaluated() : decide(generation, item, once);
      ended |= batch.semantic().endsWith(decision);
      decisions.add(decision);
    }
    return List.copyOf(decisions);
  }

  private Decision decide(
      EmbeddedGeneration generation,
      Check check,
      Function<String, CompletableFuture<TeamLookup>> teams) {
    if (closed) {
      return Decision.failed(Failure.of(Failure.Kind.CLIENT_FAILED, "the client is closed"));
    }
    try {
      Schema schema = generation.snapshot().schema();
      Optional<UnknownFacts.Mode> mode = UndeclaredFacts.mode(schema, check, unknownFacts);
      if (mode.isEmpty()) {
        return invalid("context." + UndeclaredFacts.MODE, "it must be ignore, report or refuse");
      }
      List<UnknownFact> unknown = unknown(schema, check, mode.get());
      if (mode.get() == UnknownFacts.Mode.REFUSE && !unknown.isEmpty()) {
        return invalid(unknown.get(0).path(), unknown.get(0).problem());
      }
      Frame frame = CheckFrame.of(schema, check);
      Decision decision = decide(generation, frame, team(frame, teams));
      return mode.get() == UnknownFacts.Mode.REPORT && !unknown.isEmpty()
          ? DecisionConversion.reporting(decision, unknown)
          : decision;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Decision.failed(
          Failure.of(Failure.Kind.INTERRUPTED, "interrupted while a team was read"));
    } catch (ExecutionException | RuntimeException e) {
      return Decision.failed(Failure.of(Failure.Kind.SERVER_FAILED, String.valueOf(e)));
    }
  }

  private List<UnknownFact> unknown(Schema schema, Check check, UnknownFacts.Mode mode) {
    if (mode == UnknownFacts.Mode.IGNORE && undeclared.isEmpty()) {
      return List.of();
    }
    List<UnknownFact> unknown = UndeclaredFacts.of(schema, check);
    undeclared.ifPresent(listener -> unknown.forEach(fact -> listener.accept(fact.problem())));
    return unknown;
  }

  private static Decision invalid(String field, String problem) {
    return Decision.failed(new Failure(Failure.Kind.INVALID_REQUEST, problem, field));
  }

  private static Decision decide(EmbeddedGeneration generation, Frame frame, TeamLookup team) {
    boolean known = team instanceof TeamLookup.Known;
    dev.portreeve.engine.decision.Decision decision =
        team instanceof TeamLookup.Known found
            ? generation.snapshot().decide(frame, found.team())
            : generation.snapshot().decide(frame);
    boolean dryRun = Boolean.TRUE.equals(frame.value(frame.schema().dryRunSlot()));
    String version = known ? ((TeamLookup.Known) team).team().version() : "";
    return generation.convert(dryRun ? decision.dryRun() : decision, version);
  }

  /** A team that is not in memory is waited for, five seconds at the most where storage hangs. */
  private static TeamLookup team(Frame frame, Function<String, CompletableFuture<TeamLookup>> teams)
      throws InterruptedException, ExecutionException {
    Optional<String> id = frame.teamId();
    return id.isEmpty() ? TeamLookup.UNKNOWN : teams.apply(id.get()).get();
  }

  @Override
  public void close() {
    closed = true;
    loop.close();
    teamLoaders.shutdownNow();
  }
}
