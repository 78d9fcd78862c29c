package dev.portreeve.sidecar;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.sidecar.decision.FailureLog;
import dev.portreeve.sidecar.decision.StaleGuard;
import dev.portreeve.sidecar.grpc.CheckFastPath;
import dev.portreeve.sidecar.grpc.GrpcServices;
import dev.portreeve.sidecar.http.EvaluationFastPath;
import dev.portreeve.sidecar.http.ServiceHandler;
import dev.portreeve.sidecar.identity.IdentitySource;
import dev.portreeve.sidecar.identity.IdentitySources;
import dev.portreeve.sidecar.management.Freshness;
import dev.portreeve.sidecar.management.Health;
import dev.portreeve.sidecar.management.Management;
import dev.portreeve.sidecar.management.ServerReport;
import dev.portreeve.sidecar.metrics.MeteredDecisionPoint;
import dev.portreeve.sidecar.metrics.ReloadMeter;
import dev.portreeve.sidecar.metrics.StateGauges;
import dev.portreeve.sidecar.proxy.DirectoryFirst;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
import dev.portreeve.sidecar.proxy.ForwardAuthHandler;
import dev.portreeve.sidecar.proxy.ProxyCheck;
import dev.portreeve.source.directory.DirectorySource;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.reload.Fallback;
import dev.portreeve.source.reload.LastGood;
import dev.portreeve.source.reload.PolicySetRefused;
import dev.portreeve.source.reload.ReloadListener;
import dev.portreeve.source.reload.ReloadListeners;
import dev.portreeve.source.reload.ReloadLog;
import dev.portreeve.source.reload.ReloadLoop;
import dev.portreeve.source.reload.ReloadParts;
import dev.portreeve.source.reload.Reloader;
import dev.portreeve.source.reload.TypeCheckDirectory;
import dev.portreeve.source.team.Teams;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: the one place where its parts are put together. */
public final class Sidecar implements AutoCloseable, Health {
  private static final Logger LOG = LoggerFactory.getLogger(Sidecar.class);
  private static final int TEAM_LOADERS = 2;

  /** More teams than that are not waited for; their checks are denied. */
  private static final int TEAMS_AWAITED = 10_000;

  private final ServerConfig config;
  private final PrometheusMeterRegistry registry;
  private final PolicySource source;
  private final ExecutorService teamLoaders;
  private final Reloader<ServedGeneration> reloader;
  private final Optional<LastGood> lastGood;
  private final Freshness freshness;
  private final ReloadLoop loop;
  private final VertxBootstrap network;
  private final Port service;
  private final Port management;
  private final CountDownLatch hurry = new CountDownLatch(1);
  private volatile boolean ready;

  /**
   * Loads and listens; checks are answered when this returns.
   *
   * @throws PolicySetRefused when there is no policy set to serve
   * @throws StartFailed when the configuration names what cannot be had
   */
  public static Sidecar start(ServerConfig config) throws PolicySetRefused, StartFailed {
    return new Sidecar(config);
  }

  private Sidecar(ServerConfig config) throws PolicySetRefused, StartFailed {
    this.config = config;
    this.registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    this.source = new DirectorySource(config.policies(), config.teams());
    this.lastGood = config.state().map(LastGood::new);
    this.teamLoaders =
        new ThreadPoolExecutor(
            TEAM_LOADERS,
            TEAM_LOADERS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(TEAMS_AWAITED),
            Sidecar::loaderThread);
    this.network = VertxBootstrap.begin(config, registry);
    this.reloader = firstLoadOrClose();
    this.freshness = new Freshness(reloader, config.staleness());
    this.loop = new ReloadLoop(reloader);
    StateGauges.register(reloader, lastGood, registry);
    try {
      DecisionPoint decisions = decisions();
      Checks checks = new Checks(reloader.inForce(), decisions);
      ProxyCheck proxies =
          new ProxyCheck(
              new Checks(reloader.inForce(), new DirectoryFirst(decisions)), identities());
      this.service =
          Port.open(
              network.service(),
              config.listen(),
              config.eventLoops(),
              v -> door(v, checks, proxies));
      ServerReport report = new ServerReport(reloader, freshness, lastGood);
      this.management =
          Port.open(
              network.management(),
              config.management(),
              1,
              v -> new Endpoint(Management.router(v, this, report, registry)));
    } catch (StartFailed e) {
      network.close();
      reloader.close();
      source.close();
      throw e;
    }
    loop.start();
    ready = true;
  }

  /** What every decision passes, from the outside in. */
  private DecisionPoint decisions() {
    DecisionPoint engine = new FailureLog(new EngineDecisionPoint(), System::nanoTime);
    return new MeteredDecisionPoint(
        freshness.mayDeny() ? new StaleGuard(engine, freshness::denies) : engine, registry);
  }

  private IdentitySource identities() throws StartFailed {
    try {
      return IdentitySources.of(config.identity(), network.service().vertx());
    } catch (IOException e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private Endpoint door(Vertx vertx, Checks checks, ProxyCheck proxies) {
    EnvoyCheck envoy = new EnvoyCheck(proxies, config.identity().proxies());
    GrpcServices calls =
        new GrpcServices(
            vertx,
            checks,
            envoy,
            config.limits(),
            this::ready,
            network.service().connections()::draining,
            registry);
    ServiceHandler front =
        new ServiceHandler(
            checks, config.limits(), config.explain(), calls, Router.router(vertx), registry);
    EvaluationFastPath evaluations =
        new EvaluationFastPath(checks, config.limits(), config.explain(), registry);
    CheckFastPath messages = new CheckFastPath(checks, config.limits(), registry);
    return new Endpoint(
        new ForwardAuthHandler(proxies, config.identity(), front, registry),
        connection -> {
          evaluations.open(connection);
          messages.open(connection);
        });
  }

  private Reloader<ServedGeneration> firstLoadOrClose() throws PolicySetRefused {
    try {
      return firstLoad();
    } catch (PolicySetRefused | RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  private Reloader<ServedGeneration> firstLoad() throws PolicySetRefused {
    List<ReloadListener> listeners = new ArrayList<>();
    listeners.add(new ReloadLog());
    listeners.add(new ReloadMeter(registry));
    lastGood.ifPresent(listeners::add);
    return Reloader.start(
        new ReloadParts<>(
            source,
            config.cache().map(TypeCheckDirectory::of).orElse(TypeCheckStore.NONE),
            schema -> new Teams(source, schema, config.teamCache(), teamLoaders),
            ServedGeneration.FACTORY,
            new ReloadListeners(listeners)),
        lastGood.<Fallback>map(kept -> kept).orElse(Fallback.NONE));
  }

  private static Thread loaderThread(Runnable task) {
    Thread thread = new Thread(task, "team-loader");
    thread.setDaemon(true);
    return thread;
  }

  /** Where checks are answered. */
  public Address listening() {
    return service.address();
  }

  /** Where probes and metrics are answered. */
  public Address managing() {
    return management.address();
  }

  /** Has policy set and teams read again, whatever seems unchanged. */
  public void reload() {
    LOG.info("reading the policy set and the teams again");
    reloader.doubtAll();
  }

  /** What takes changes in. */
  public Reloader<ServedGeneration> reloader() {
    return reloader;
  }

  @Override
  public boolean live() {
    return loop.alive();
  }

  @Override
  public boolean ready() {
    return ready && !freshness.stale();
  }

  /** Goes on accepting for a while, so that whoever asks for readiness learns of the stop first. */
  private void delay() {
    try {
      if (!hurry.await(config.shutdownDelay().toMillis(), TimeUnit.MILLISECONDS)) {
        hurry.countDown();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Lets a stop that still waits begin to drain.
   *
   * @return whether one did
   */
  public boolean hurry() {
    boolean waits = !ready && hurry.getCount() > 0;
    hurry.countDown();
    return waits;
  }

  /** Stops: takes nothing new, answers what is in flight, then lets go of everything. */
  @Override
  public void close() {
    ready = false;
    LOG.info("stopping");
    delay();
    try {
      service.drain(config.drain()).await(config.drain().toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      LOG.warn("not everything in flight was answered: {}", e.getMessage());
    }
    loop.close();
    teamLoaders.shutdownNow();
    network.close();
    LOG.info("stopped");
  }
}
