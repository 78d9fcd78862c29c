package dev.portreeve.sidecar;

import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.admin.AdminApi;
import dev.portreeve.sidecar.admin.AdminParts;
import dev.portreeve.sidecar.admin.AdminWorkers;
import dev.portreeve.sidecar.admin.RequestDesk;
import dev.portreeve.sidecar.admin.RequestRounds;
import dev.portreeve.sidecar.approval.Approvals;
import dev.portreeve.sidecar.approval.CallbackSender;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.check.StoreFacts;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.log.IoProblem;
import dev.portreeve.sidecar.metrics.Meters;
import dev.portreeve.sidecar.record.KeptFacts;
import dev.portreeve.sidecar.record.KeptRecords;
import dev.portreeve.sidecar.secret.Keyset;
import dev.portreeve.sidecar.tls.TlsReloader;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.reload.Reloader;
import dev.portreeve.store.StoreSource;
import dev.portreeve.store.TeamStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the server does with the store beside reading teams: the admin API, approvals, rounds. */
final class AdminSide implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final int REQUESTS_AWAITED = 100;
  private static final double MILLIS = 1_000;

  /* Fewer than the store has connections, so that others come to one as well. */
  private static final int KEEPERS = 4;
  private static final int CHECKS_AWAITED = 10_000;

  private final TeamOrigin origin;
  private final Optional<Keyset> keyset;
  private final ExecutorService workers = WorkerThreads.of("admin", WORKERS, REQUESTS_AWAITED);
  private final ExecutorService large = WorkerThreads.of("admin-large", 1, REQUESTS_AWAITED);
  private final ExecutorService lookups = WorkerThreads.of("approval", WORKERS, REQUESTS_AWAITED);
  private final ExecutorService keepers = WorkerThreads.of("record", KEEPERS, CHECKS_AWAITED);
  private final KeptFacts kept;
  private Optional<RequestRounds> rounds = Optional.empty();

  /**
   * @param config says which keys seal secrets of teams, and which facts the store keeps
   */
  AdminSide(TeamOrigin origin, ServerConfig config) throws StartFailed {
    this.origin = origin;
    Optional<Path> file = config.keyset();
    this.keyset = file.isEmpty() ? Optional.empty() : Optional.of(keyset(file.get()));
    this.kept = new KeptFacts(config.records());
  }

  private static Keyset keyset(Path file) throws StartFailed {
    try {
      return new Keyset(file);
    } catch (IOException e) {
      throw new StartFailed("--keyset: " + IoProblem.of(e), e);
    }
  }

  /**
   * Refuses types of records that a set does not have, and those which it changes together with
   * others that are not kept.
   */
  void expectTypes(Schema schema) throws StartFailed {
    for (String type : kept.types()) {
      if (!type.equals(Fulfilment.MEMBER) && schema.recordMembers(type).isEmpty()) {
        throw new StartFailed(
            "--records: the policy set `"
                + schema.name()
                + "` has no records of the type `"
                + type
                + "`, nor a subject or resource of that type with facts of its own");
      }
      List<String> with = schema.records().keptWith(type);
      if (!kept.types().containsAll(with)) {
        throw new StartFailed(
            "--records: `"
                + type
                + "` is changed together with other records: write --records "
                + String.join(",", Stream.concat(Stream.of(type), with.stream()).toList()));
      }
    }
  }

  /**
   * What has the store's say in checks.
   *
   * @param decisions decide by the policies alone
   */
  StoreFacts storeFacts(DecisionPoint decisions) {
    return new StoreFacts(
        origin.store().map(store -> new Approvals(store, decisions, lookups)),
        kept.types().isEmpty()
            ? Optional.empty()
            : origin.store().map(store -> new KeptRecords(store, kept, keepers)));
  }

  /** Begins to let requests expire and to make call-backs. */
  void goRound(AuthzenParts authzen, MeterRegistry registry) {
    CallbackSender.register(registry);
    Gauge.builder(Meters.TEAM_CHANGE_DELAY.code(), origin.source(), AdminSide::delay)
        .description(Meters.TEAM_CHANGE_DELAY.description())
        .register(registry);
    if (origin.store().isPresent()) {
      TeamStore store = origin.store().get();
      RequestDesk desk = authzen.desk();
      Optional<CallbackSender> sender =
          desk.callbacks().isEmpty()
              ? Optional.empty()
              : authzen
                  .keys()
                  .map(
                      keys ->
                          new CallbackSender(
                              store.callbacks(), keys, authzen::identifier, registry));
      rounds = Optional.of(RequestRounds.start(store, desk, sender));
    }
  }

  private static double delay(PolicySource source) {
    return source instanceof StoreSource store ? store.delay().toMillis() / MILLIS : 0;
  }

  /** Listens where the configuration wants it. */
  Optional<Port> open(
      VertxBootstrap network,
      ServerConfig config,
      Optional<TlsReloader> tls,
      Function<Vertx, Endpoint> doors)
      throws StartFailed {
    return config.admin().isEmpty()
        ? Optional.empty()
        : Optional.of(Port.open(network.service(), config.admin().get(), 1, tls, doors));
  }

  /** What answers the admin API. */
  Endpoint door(
      Vertx vertx,
      Access access,
      Reloader<ServedGeneration> reloader,
      DecisionPoint decisions,
      AuthzenParts authzen) {
    AdminParts parts =
        new AdminParts(
            access,
            reloader.inForce(),
            decisions,
            origin.source(),
            origin.store(),
            authzen.desk(),
            keyset,
            kept);
    return new Endpoint(AdminApi.router(vertx, parts, new AdminWorkers(workers, large)));
  }

  @Override
  public void close() {
    rounds.ifPresent(RequestRounds::close);
    workers.shutdownNow();
    large.shutdownNow();
    lookups.shutdownNow();
    keepers.shutdownNow();
  }
}
