package dev.portreeve.sidecar;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.DecisionRecorder;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.sidecar.decision.FailureLog;
import dev.portreeve.sidecar.decision.StaleGuard;
import dev.portreeve.sidecar.filter.Filters;
import dev.portreeve.sidecar.grpc.GrpcServices;
import dev.portreeve.sidecar.http.CallDispatch;
import dev.portreeve.sidecar.http.MetadataEndpoint;
import dev.portreeve.sidecar.http.ServiceHandler;
import dev.portreeve.sidecar.identity.IdentitySource;
import dev.portreeve.sidecar.identity.IdentitySources;
import dev.portreeve.sidecar.log.DecisionLog;
import dev.portreeve.sidecar.log.IoProblem;
import dev.portreeve.sidecar.management.Freshness;
import dev.portreeve.sidecar.management.Health;
import dev.portreeve.sidecar.management.Management;
import dev.portreeve.sidecar.management.SecurityReport;
import dev.portreeve.sidecar.management.ServerReport;
import dev.portreeve.sidecar.metrics.DecisionLogMeters;
import dev.portreeve.sidecar.metrics.EventLoopLag;
import dev.portreeve.sidecar.metrics.MeteredDecisionPoint;
import dev.portreeve.sidecar.metrics.ProcessMeters;
import dev.portreeve.sidecar.metrics.ReloadMeter;
import dev.portreeve.sidecar.metrics.StateGauges;
import dev.portreeve.sidecar.metrics.TraceMeters;
import dev.portreeve.sidecar.metrics.UnknownFactsMeter;
import dev.portreeve.sidecar.proxy.DirectoryFirst;
import dev.portreeve.sidecar.proxy.EnvoyCheck;
import dev.portreeve.sidecar.proxy.ForwardAuthHandler;
import dev.portreeve.sidecar.proxy.ProxyCheck;
import dev.portreeve.sidecar.search.Searches;
import dev.portreeve.sidecar.signing.Metadata;
import dev.portreeve.sidecar.tls.TlsMeters;
import dev.portreeve.sidecar.tls.TlsProtocol;
import dev.portreeve.sidecar.tls.TlsReloader;
import dev.portreeve.sidecar.trace.AnswerTrace;
import dev.portreeve.sidecar.trace.CheckTracer;
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
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
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
  private final TeamOrigin origin;
  private final PolicySource source;
  private final ExecutorService teamLoaders;
  private final AdminSide adminSide;
  private final Reloader<ServedGeneration> reloader;
  private final Optional<LastGood> lastGood;
  private final Freshness freshness;
  private final ReloadLoop loop;
  private final Optional<DecisionLog> decisionLog;
  private final Optional<CheckTracer> tracer;
  private final UnknownFactsMeter unknownFacts;
  private final VertxBootstrap network;
  private final Port service;
  private final Port management;
  private final Optional<Port> admin;
  private final CountDownLatch hurry = new CountDownLatch(1);
  private volatile boolean ready;

  /**
   * Loads and listens; checks are answered when this returns.
   *
   * @throws PolicySetRefused when there is no policy set to serve
   * @throws StartFailed when the configuration names what cannot be had
   */
  public static Sidecar start(ServerConfig config) throws PolicySetRefused, StartFailed {
    return start(config, UnaryOperator.identity());
  }

  /**
   * The same, with something of the embedder's around every decision.
   *
   * @param around wraps what decides
   */
  public static Sidecar start(ServerConfig config, UnaryOperator<DecisionPoint> around)
      throws PolicySetRefused, StartFailed {
    return new Sidecar(config, around);
  }

  private Sidecar(ServerConfig config, UnaryOperator<DecisionPoint> around)
      throws PolicySetRefused, StartFailed {
    TlsProtocol.prepare();
    this.config = config;
    this.registry =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT,
            new PrometheusRegistry(),
            Clock.SYSTEM,
            config.tracing().isPresent() ? new AnswerTrace() : null);
    registry.config().meterFilter(ProcessMeters.lintFree());
    this.origin = TeamOrigin.open(config);
    this.source = origin.source();
    this.lastGood = config.state().map(LastGood::new);
    this.teamLoaders = WorkerThreads.of("team-loader", TEAM_LOADERS, TEAMS_AWAITED);
    this.adminSide = new AdminSide(origin, config);
    this.network = VertxBootstrap.begin(config, registry);
    this.reloader = firstLoadOrClose();
    this.decisionLog = decisionLogOrClose();
    this.freshness = new Freshness(reloader, config.staleness());
    this.loop = new ReloadLoop(reloader);
    StateGauges.register(reloader, lastGood, registry);
    DecisionLogMeters.register(decisionLog, registry);
    this.tracer = config.tracing().map(CheckTracer::start);
    TraceMeters.register(tracer, registry);
    this.unknownFacts =
        new UnknownFactsMeter(reloader.inForce().now().snapshot().schema(), registry);
    try {
      adminSide.expectTypes(reloader.inForce().now().snapshot().schema());
      Optional<TlsReloader> tls = tls();
      Access access = Access.start(config.access(), network.service().vertx(), registry);
      AuthzenParts authzen = new AuthzenParts(config.authzen(), () -> config.base(listening()));
      DecisionPoint decisions =
          around.apply(new MeteredDecisionPoint(authzen.withHints(guarded()), registry));
      Metadata metadata = authzen.metadata(reloader.inForce());
      DecisionRecorder recorder = new DecisionRecorder(decisionLog);
      Checks checks = checks(decisions, recorder);
      Searches searches = authzen.searches(checks, guarded(), around, registry);
      Filters filters = AuthzenParts.filters(checks, freshness::denies, around, registry);
      IdentitySource identities = IdentitySources.of(config.identity(), network.service().vertx());
      ProxyCheck proxies =
          new ProxyCheck(checks(new DirectoryFirst(decisions), recorder), identities);
      this.service =
          Port.open(
              network.service(),
              config.listen(),
              config.eventLoops(),
              tls,
              v -> door(v, checks, searches, filters, access, proxies, metadata));
      SecurityReport security = new SecurityReport(config, access, tls);
      security.tell(registry);
      ServerReport report = new ServerReport(reloader, freshness, lastGood, security, decisionLog);
      this.management =
          Port.open(
              network.management(),
              config.management(),
              1,
              tls,
              v -> new Endpoint(Management.router(v, this, report, config, access, registry)));
      this.admin =
          adminSide.open(
              network, config, tls, v -> adminSide.door(v, access, reloader, decisions, authzen));
      adminSide.goRound(authzen, registry);
    } catch (IOException e) {
      abandon();
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    } catch (StartFailed e) {
      abandon();
      throw e;
    }
    loop.start();
    ready = true;
  }

  /** Lets go of what a start that fails has opened. */
  private void abandon() {
    network.close();
    reloader.close();
    source.close();
    decisionLog.ifPresent(DecisionLog::close);
    tracer.ifPresent(CheckTracer::close);
  }

  private Optional<DecisionLog> decisionLogOrClose() throws StartFailed {
    if (config.decisionLog().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DecisionLog.start(config.decisionLog().get()));
    } catch (IOException e) {
      network.close();
      reloader.close();
      source.close();
      throw new StartFailed("the decision log cannot be opened: " + IoProblem.of(e), e);
    }
  }

  /** What every decision passes, be it of a check or of a candidate of a search. */
  private DecisionPoint guarded() {
    DecisionPoint engine = new FailureLog(new EngineDecisionPoint(), System::nanoTime);
    return freshness.mayDeny() ? new StaleGuard(engine, freshness::denies) : engine;
  }

  private Optional<TlsReloader> tls() throws IOException {
    Optional<TlsReloader> tls =
        config.tls().isEmpty()
            ? Optional.empty()
            : Optional.of(TlsReloader.start(config.tls().get(), network.service().vertx()));
    TlsMeters.register(registry, tls);
    return tls;
  }

  private Checks checks(DecisionPoint decisions, DecisionRecorder recorder) {
    return new Checks(
        reloader.inForce(),
        decisions,
        recorder,
        config.answerTimeout(),
        tracer,
        unknownFacts,
        adminSide.storeFacts(guarded()));
  }

  private Endpoint door(
      Vertx vertx,
      Checks checks,
      Searches searches,
      Filters filters,
      Access access,
      ProxyCheck proxies,
      Metadata metadata) {
    EventLoopLag.watch(vertx, registry);
    EnvoyCheck envoy = new EnvoyCheck(proxies, config.identity().proxies());
    GrpcServices calls =
        new GrpcServices(
            vertx,
            checks,
            access,
            envoy,
            config.limits(),
            this::ready,
            network.service().connections()::draining,
            registry);
    ForwardAuthHandler others =
        new ForwardAuthHandler(
            proxies, access, config.identity(), new CallDispatch(calls), registry);
    ServiceHandler requests =
        new ServiceHandler(
            checks,
            access,
            config.limits(),
            config.explain(),
            searches,
            filters,
            AuthzenParts.searchers(vertx),
            new MetadataEndpoint(metadata),
            others,
            registry);
    return config.fastPath()
        ? new Endpoint(requests, FastPaths.of(checks, access, config, registry))
        : new Endpoint(requests);
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

  /** Where checks are answered. */
  public Address listening() {
    return service.address();
  }

  /** Where probes and metrics are answered. */
  public Address managing() {
    return management.address();
  }

  /** Where the admin API is answered, if anywhere. */
  public Optional<Address> administering() {
    return admin.map(Port::address);
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
    return ready && !freshness.stale() && decisionLog.stream().noneMatch(DecisionLog::refuses);
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
    adminSide.close();
    network.close();
    decisionLog.ifPresent(DecisionLog::close);
    tracer.ifPresent(CheckTracer::close);
    LOG.info("stopped");
  }
}
