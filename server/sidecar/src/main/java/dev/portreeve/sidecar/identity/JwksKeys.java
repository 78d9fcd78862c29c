package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of whoever signs tokens: kept in memory, asked for again when they are old or a
 * token names one that is not there. Safe for use by several threads.
 */
public final class JwksKeys {
  private static final Logger LOG = LoggerFactory.getLogger(JwksKeys.class);
  private static final Duration OLD = Duration.ofMinutes(5);

  /** A token can name a key that nobody has; it must not make the server ask all the time. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final int LEAST_RSA_BITS = 2_048;

  private final Supplier<CompletableFuture<String>> document;
  private final AtomicReference<CompletableFuture<JWKSet>> loading = new AtomicReference<>();
  private volatile JWKSet keys = new JWKSet();
  private volatile Instant asked = Instant.MIN;

  /**
   * @param document fetches the JSON Web Key Set, on a thread of its own
   */
  public JwksKeys(Supplier<CompletableFuture<String>> document) {
    this.document = document;
  }

  /**
   * The keys to verify a token with; complete on return unless the one named is not there yet.
   *
   * @param kid the key's id, or empty when the token names none
   */
  public CompletableFuture<JWKSet> keys(String kid, Instant now) {
    boolean there = kid.isEmpty() ? keys.size() > 0 : keys.getKeyByKeyId(kid) != null;
    if (there && now.isBefore(asked.plus(OLD))) {
      return CompletableFuture.completedFuture(keys);
    }
    CompletableFuture<JWKSet> running = loading.get();
    if (running == null && (asked.equals(Instant.MIN) || now.isAfter(asked.plus(PAUSE)))) {
      running = load(now);
    }
    return there || running == null ? CompletableFuture.completedFuture(keys) : running;
  }

  /** Asks for the keys; on failure those in memory stay. */
  public CompletableFuture<JWKSet> load(Instant now) {
    CompletableFuture<JWKSet> next = new CompletableFuture<>();
    CompletableFuture<JWKSet> running = loading.compareAndExchange(null, next);
    if (running != null) {
      return running;
    }
    asked = now;
    CompletableFuture<?> unused =
        document
            .get()
            .thenApply(JwksKeys::parse)
            .handle((loaded, failure) -> take(loaded, failure, next));
    return next;
  }

  private boolean take(
      @Nullable JWKSet loaded, @Nullable Throwable failure, CompletableFuture<JWKSet> waiting) {
    if (loaded != null) {
      keys = loaded;
    } else if (failure != null) {
      LOG.warn("the keys that tokens are verified with cannot be had: {}", told(failure));
    }
    loading.set(null);
    return waiting.complete(keys);
  }

  /** How many keys are in memory. */
  public int count() {
    return keys.size();
  }

  private static String told(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** Only public keys that signatures can be verified with: a shared secret would sign as well. */
  private static JWKSet parse(String json) {
    try {
      List<JWK> good = JWKSet.parse(json).getKeys().stream().filter(JwksKeys::signs).toList();
      if (good.isEmpty()) {
        throw new IllegalArgumentException("the set holds no RSA or EC key for signatures");
      }
      return new JWKSet(good).toPublicJWKSet();
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JSON Web Key Set", e);
    }
  }

  private static boolean signs(JWK key) {
    boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().identifier().equals("sig");
    return forSignatures
        && (key instanceof ECKey || key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS);
  }
}
