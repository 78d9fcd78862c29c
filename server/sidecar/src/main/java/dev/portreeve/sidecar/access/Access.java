package dev.portreeve.sidecar.access;

import dev.portreeve.sidecar.config.AccessConfig;
import dev.portreeve.sidecar.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out who asks. Safe for use by several threads. */
public final class Access {
  private static final Finding UNKNOWN = new Finding.Refused(Why.UNKNOWN);

  private final boolean required;
  private final Optional<CredentialStore> store;
  private final Optional<CallerTokens> tokens;
  private final FailureLimit failures = new FailureLimit(System::nanoTime);
  private final SlowChecks slow = new SlowChecks();
  private final MeterRegistry registry;

  /** What came of looking. */
  public sealed interface Finding {
    /** Somebody. */
    record Known(Caller caller) implements Finding {}

    /**
     * Nobody who may ask.
     *
     * @param why for the caller to read, and for the metric
     */
    record Refused(Why why) implements Finding {}
  }

  /** Why somebody is refused. */
  public enum Why {
    MISSING("a credential is required"),
    MALFORMED("one credential is wanted, in a form that is known here"),
    UNKNOWN("the credential is not known here"),
    TOO_MANY("too many credentials were wrong: try again later"),
    BEYOND("the credential does not let you ask this");

    private final String problem;

    Why(String problem) {
      this.problem = problem;
    }

    /** For the caller to read. */
    public String problem() {
      return problem;
    }
  }

  private Access(AccessConfig config, Vertx vertx, Clock clock, MeterRegistry registry)
      throws IOException {
    this.registry = registry;
    this.required = config.required();
    this.store =
        config.credentials().isPresent()
            ? Optional.of(CredentialStore.start(config.credentials().get(), vertx))
            : Optional.empty();
    this.tokens =
        config.token().isPresent()
            ? Optional.of(
                CallerTokens.start(config.token().get(), config.scopeClaim(), vertx, clock))
            : Optional.empty();
  }

  /**
   * Reads the credentials.
   *
   * @param vertx has the timers that look at files again
   * @throws IOException that says which file is at fault
   */
  public static Access start(AccessConfig config, Vertx vertx, MeterRegistry registry)
      throws IOException {
    return start(config, vertx, Clock.systemUTC(), registry);
  }

  static Access start(AccessConfig config, Vertx vertx, Clock clock, MeterRegistry registry)
      throws IOException {
    Access access = new Access(config, vertx, clock, registry);
    Gauge.builder(
            Meters.CREDENTIALS_REFUSED.code(), access, each -> each.problem().isEmpty() ? 0 : 1)
        .description(Meters.CREDENTIALS_REFUSED.description())
        .register(registry);
    for (Why why : Why.values()) {
      access.refusals(why);
    }
    return access;
  }

  /** What lets everybody ask everything. */
  public static Access anyone() {
    return new Access(new CompositeMeterRegistry());
  }

  private Access(MeterRegistry registry) {
    this.registry = registry;
    this.required = false;
    this.store = Optional.empty();
    this.tokens = Optional.empty();
  }

  /** Whether callers must say who they are. */
  public boolean required() {
    return required;
  }

  /** Why the file of credentials is not what is in force, or empty. */
  public String problem() {
    return store.map(CredentialStore::problem).orElse("");
  }

  /** The credentials in force. */
  Credentials credentials() {
    return store.map(CredentialStore::inForce).orElse(Credentials.NONE);
  }

  /** How a caller may say who it is, for {@code WWW-Authenticate}. */
  String challenge() {
    return store.filter(each -> each.inForce().hasPasswords()).isPresent()
        ? "Bearer realm=\"portreeve\", Basic realm=\"portreeve\", charset=\"UTF-8\""
        : "Bearer realm=\"portreeve\"";
  }

  /** Lets a caller pass who may ask questions of a kind; everybody else is told why not. */
  public void admit(HttpServerRequest request, Scope scope, Runnable next) {
    admit(request, Presented.Owner.CALLER, scope, next);
  }

  void admit(HttpServerRequest request, Presented.Owner owner, Scope scope, Runnable next) {
    admit(request, owner, scope, next, why -> CallerRefusal.send(request, why, challenge()));
  }

  /**
   * The same, with another way to tell why not.
   *
   * @param refused tells it; the response has its {@code WWW-Authenticate} already
   */
  public void admit(HttpServerRequest request, Scope scope, Runnable next, Consumer<Why> refused) {
    admit(
        request,
        Presented.Owner.CALLER,
        scope,
        next,
        why -> {
          if (why != Why.BEYOND && why != Why.TOO_MANY) {
            request.response().putHeader("WWW-Authenticate", challenge());
          }
          refused.accept(why);
        });
  }

  /**
   * Whom a caller speaks for: one with a token for the token's subject, one with a credential for
   * the subject that its entry names; empty: for itself.
   *
   * @param type of a token's subject
   */
  public Optional<CallerLimits.Subject> subject(
      HttpServerRequest request, Caller caller, String type) {
    Presented presented = Presented.in(request.headers(), Presented.Owner.CALLER);
    return presented.token() != null
        ? Optional.of(new CallerLimits.Subject(type, caller.id()))
        : caller.limits().self();
  }

  private void admit(
      HttpServerRequest request,
      Presented.Owner owner,
      Scope scope,
      Runnable next,
      Consumer<Why> refused) {
    Presented presented = Presented.in(request.headers(), owner);
    Future<Finding> finding = find(presented, Peer.of(request.connection()));
    if (finding.succeeded()) {
      take(request, presented, scope, next, refused, finding.result());
      return;
    }
    request.pause();
    finding.onComplete(
        found -> {
          Finding result = found.succeeded() ? found.result() : UNKNOWN;
          take(request, presented, scope, next, refused, result);
          request.resume();
        });
  }

  private void take(
      HttpServerRequest request,
      Presented presented,
      Scope scope,
      Runnable next,
      Consumer<Why> refused,
      Finding finding) {
    if (finding instanceof Finding.Known known && known.caller().may(scope)) {
      if (tokens.isPresent() && presented.token() != null) {
        Admitted.put(request, known.caller());
      }
      next.run();
    } else {
      Why why = finding instanceof Finding.Refused no ? no.why() : Why.BEYOND;
      refusals(why).increment();
      refused.accept(why);
    }
  }

  private Counter refusals(Why why) {
    return Counter.builder(Meters.CALLERS_REFUSED.code())
        .description(Meters.CALLERS_REFUSED.description())
        .tag("reason", why.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /**
   * Who sent a request that was admitted; null: nobody any more, since the credential has been
   * revoked meanwhile.
   */
  public @Nullable Caller known(HttpServerRequest request, Presented.Owner owner) {
    if (!required) {
      return Caller.ANYONE;
    }
    Caller admitted = Admitted.of(request);
    return admitted == null
        ? known(Presented.in(request.headers(), owner), Peer.of(request.connection()))
        : admitted;
  }

  /** Who shows this, if that is known already; null: nobody, or not known yet. */
  public @Nullable Caller known(Presented presented, Peer peer) {
    if (!required) {
      return Caller.ANYONE;
    }
    if (presented.nothing()) {
      return ofPeer(peer).orElse(null);
    }
    Optional<Shown> shown = Shown.read(presented);
    if (shown.isEmpty()) {
      return null;
    }
    if (shown.get() instanceof Shown.Token token) {
      return tokens.map(each -> each.known(token.compact())).orElse(null);
    }
    Credential credential = credential(shown.get());
    return credential != null && credential.knows(secret(shown.get())) ? credential.caller() : null;
  }

  /** Those who bring tokens, where tokens are taken. */
  Optional<CallerTokens> tokens() {
    return tokens;
  }

  /** Who shows this; complete on return unless a secret or token has to be verified. */
  Future<Finding> find(Presented presented, Peer peer) {
    Caller known = known(presented, peer);
    if (known != null) {
      return Future.succeededFuture(new Finding.Known(known));
    }
    if (presented.nothing()) {
      return refused(Why.MISSING);
    }
    if (failures.reached(peer.source())) {
      return refused(Why.TOO_MANY);
    }
    Optional<Shown> shown = Shown.read(presented);
    if (shown.isEmpty()) {
      failures.failed(peer.source());
      return refused(Why.MALFORMED);
    }
    return verify(shown.get())
        .map(
            finding -> {
              if (finding instanceof Finding.Refused) {
                failures.failed(peer.source());
              }
              return finding;
            });
  }

  private Future<Finding> verify(Shown shown) {
    if (shown instanceof Shown.Token token) {
      return tokens.map(each -> each.verify(token.compact())).orElseGet(() -> refused(Why.UNKNOWN));
    }
    Credential credential = credential(shown);
    return credential == null ? refused(Why.UNKNOWN) : slow.verify(credential, secret(shown));
  }

  private @Nullable Credential credential(Shown shown) {
    Credentials all = credentials();
    if (shown instanceof Shown.Key key) {
      Credential found = all.of(key.id());
      return found != null && found.proof() instanceof Credential.Proof.Key ? found : null;
    }
    if (shown instanceof Shown.Basic basic) {
      Credential found = all.of(basic.id());
      return found != null && found.proof() instanceof Credential.Proof.Password ? found : null;
    }
    return null;
  }

  private static String secret(Shown shown) {
    return shown instanceof Shown.Key key
        ? key.secret()
        : shown instanceof Shown.Basic basic ? basic.secret() : "";
  }

  private Optional<Caller> ofPeer(Peer peer) {
    Credentials all = credentials();
    if (peer.uid().isPresent()) {
      return all.ofUid(peer.uid().getAsInt());
    }
    return peer.names().isEmpty() || Instant.now().isAfter(peer.validUntil())
        ? Optional.empty()
        : all.ofCertificate(peer.names());
  }

  private static Future<Finding> refused(Why why) {
    return Future.succeededFuture(new Finding.Refused(why));
  }
}
