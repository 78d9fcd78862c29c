package dev.portreeve.sidecar.approval;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.sidecar.metrics.Meters;
import dev.portreeve.sidecar.signing.SigningKeys;
import dev.portreeve.store.Callbacks;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoredCallback;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells others what became of requests: signed, again with growing pauses where nobody takes it,
 * and not for ever. It follows no redirect, which could lead elsewhere than the operator allows.
 */
public final class CallbackSender {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackSender.class);
  private static final int MOST_ATTEMPTS = 8;
  private static final int AT_ONCE = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LEASE = PATIENCE.multipliedBy(2L * AT_ONCE);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final int FIRST_REFUSAL = 300;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Callbacks callbacks;
  private final SigningKeys keys;
  private final Supplier<String> issuer;
  private final Counter delivered;
  private final Counter failed;
  private final Counter givenUp;

  /**
   * @param issuer the identifier of this decision point
   * @param registry counts what is told
   */
  public CallbackSender(
      Callbacks callbacks, SigningKeys keys, Supplier<String> issuer, MeterRegistry registry) {
    this.callbacks = callbacks;
    this.keys = keys;
    this.issuer = issuer;
    this.delivered = counter("delivered", registry);
    this.failed = counter("failed", registry);
    this.givenUp = counter("given_up", registry);
  }

  /** Registers the meters of call-backs, also where nobody is told anything. */
  public static void register(MeterRegistry registry) {
    counter("delivered", registry);
    counter("failed", registry);
    counter("given_up", registry);
  }

  private static Counter counter(String result, MeterRegistry registry) {
    return Counter.builder(Meters.CALLBACKS.code())
        .description(Meters.CALLBACKS.description())
        .tag("result", result)
        .register(registry);
  }

  /** Tells what is due. */
  public void tell() throws StoreException, InterruptedException {
    for (StoredCallback due : callbacks.take(Instant.now(), LEASE, AT_ONCE)) {
      if (taken(due)) {
        delivered.increment();
        callbacks.done(due);
      } else if (due.attempts() < MOST_ATTEMPTS) {
        failed.increment();
        long pause = FIRST_PAUSE.toSeconds() << Math.min(due.attempts() - 1, MOST_ATTEMPTS);
        callbacks.again(due, Instant.now().plusSeconds(pause));
      } else {
        givenUp.increment();
        LOG.warn("nobody takes what became of request {}: given up", due.request());
        callbacks.done(due);
      }
    }
  }

  private boolean taken(StoredCallback due) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(due.endpoint()))
              .timeout(PATIENCE)
              .header("content-type", "application/json")
              .header("authorization", "Bearer " + token(due))
              .POST(HttpRequest.BodyPublishers.ofString(due.body()))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= OK && status < FIRST_REFUSAL;
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("a call-back is not taken: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  /** Says who tells it, and that it is this body for this endpoint. */
  private String token(StoredCallback due) {
    Instant now = Instant.now();
    return keys.sign(
        new JWTClaimsSet.Builder()
            .issuer(issuer.get())
            .audience(due.endpoint())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(1))))
            .jwtID(due.id())
            .claim("body_sha256", sha256(due.body()))
            .build());
  }

  private static String sha256(String body) {
    return Hash.plain(body.getBytes(StandardCharsets.UTF_8));
  }
}
