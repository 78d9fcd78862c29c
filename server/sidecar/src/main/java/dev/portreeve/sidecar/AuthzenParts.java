package dev.portreeve.sidecar;

import dev.portreeve.engine.filter.FilterMap;
import dev.portreeve.engine.search.SearchBudget;
import dev.portreeve.sidecar.admin.RequestDesk;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.config.AuthzenConfig;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.decision.EngineDecisionPoint;
import dev.portreeve.sidecar.filter.Filters;
import dev.portreeve.sidecar.http.MetadataEndpoint;
import dev.portreeve.sidecar.metrics.FilterMeter;
import dev.portreeve.sidecar.metrics.SearchMeter;
import dev.portreeve.sidecar.search.PageTokens;
import dev.portreeve.sidecar.search.Searches;
import dev.portreeve.sidecar.signing.AccessRequests;
import dev.portreeve.sidecar.signing.DenialTokens;
import dev.portreeve.sidecar.signing.Metadata;
import dev.portreeve.sidecar.signing.SigningKeys;
import dev.portreeve.source.reload.CurrentGeneration;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the server has for AuthZEN beside checks: searches, metadata, hints to ask for approval. */
final class AuthzenParts {
  /* Half of the processors, since whoever searches can wait better than whoever checks. */
  private static final int SEARCH_THREADS =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Supplier<URI> base;
  private final Optional<URI> accessRequests;
  private final List<URI> callbacks;
  private final Optional<SigningKeys> keys;
  private final PageTokens tokens;

  /**
   * @param base of the URLs that the server gives of itself
   * @throws IOException that says which file is at fault
   */
  AuthzenParts(AuthzenConfig config, Supplier<URI> base) throws IOException {
    this.base = base;
    this.accessRequests = config.accessRequests();
    this.callbacks = config.callbacks();
    Optional<Path> file = config.signingKey();
    this.keys = file.isEmpty() ? Optional.empty() : Optional.of(SigningKeys.read(file.get()));
    this.tokens = PageTokens.of(config.searchKey());
  }

  /** What decides, with hints where approvals are asked for if that is set up. */
  DecisionPoint withHints(DecisionPoint decisions) {
    return denials()
        .<DecisionPoint>map(tokens -> new AccessRequests(decisions, tokens))
        .orElse(decisions);
  }

  private Optional<DenialTokens> denials() {
    return keys.isPresent() && accessRequests.isPresent()
        ? Optional.of(
            new DenialTokens(keys.get(), () -> base.get().toString(), accessRequests.get()))
        : Optional.empty();
  }

  /** What requests for approval are taken and told with. */
  RequestDesk desk() {
    return new RequestDesk(accessRequests, denials(), callbacks);
  }

  /** The identifier of the decision point. */
  String identifier() {
    return base.get().toString();
  }

  /** What signs, if anything does. */
  Optional<SigningKeys> keys() {
    return keys;
  }

  Metadata metadata(CurrentGeneration<ServedGeneration> inForce) {
    return new Metadata(
        base,
        MetadataEndpoint.endpoints(),
        () -> inForce.now().snapshot().obligationTypes(),
        keys,
        accessRequests);
  }

  /**
   * What tells of resources elsewhere which of them are permitted.
   *
   * @param checks knows what is in force
   * @param stale whether that is too old to permit anything
   * @param around what the embedder has around decisions
   */
  static Filters filters(
      Checks checks,
      BooleanSupplier stale,
      UnaryOperator<DecisionPoint> around,
      MeterRegistry registry) {
    DecisionPoint plain = new EngineDecisionPoint();
    return new Filters(
        checks,
        stale,
        around.apply(plain).equals(plain),
        new FilterMeter(FilterMap.KINDS, registry));
  }

  /** What runs searches, shared by all event loops. */
  static WorkerExecutor searchers(Vertx vertx) {
    return vertx.createSharedWorkerExecutor("search", SEARCH_THREADS);
  }

  /**
   * What answers searches.
   *
   * @param checks knows what is in force
   * @param engine decides by the policies
   * @param around what the embedder has around decisions
   */
  Searches searches(
      Checks checks,
      DecisionPoint engine,
      UnaryOperator<DecisionPoint> around,
      MeterRegistry registry) {
    DecisionPoint decisions = around.apply(engine);
    return new Searches(
        checks,
        decisions,
        decisions.equals(engine),
        tokens,
        SearchBudget.USUAL,
        new SearchMeter(Searches.SOUGHT, registry));
  }
}
