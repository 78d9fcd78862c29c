package dev.portreeve.sidecar.identity;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of a token issuer: kept in memory, fetched again when they are old or a token
 * names one that is not there. Safe for use by several threads.
 */
public final class JwksKeys {
  private static final Logger LOG = LoggerFactory.getLogger(JwksKeys.class);

  /*
   * A key that its issuer has removed must stop holding. While the document can be had that takes
   * one refresh, which a timer starts whether or not tokens come; while it cannot be had the last
   * keys hold for LIMIT, and then none does.
   */

  /** For how long keys hold that cannot be fetched again. */
  static final Duration LIMIT = Duration.ofHours(1);

  /** A token can name a key that nobody has; it must not make the server fetch all the time. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  /** No fetch is waited for longer, wherever it hangs. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final JWKSet NONE = new JWKSet();

  private final Supplier<CompletableFuture<String>> document;
  private final Duration refresh;
  private final LongSupplier nanos;
  private final AtomicReference<@Nullable CompletableFuture<JWKSet>> loading =
      new AtomicReference<>();
  private volatile Loaded loaded;
  private volatile long asked;
  private volatile boolean everAsked;
  private volatile String lastFailure = "";

  /** Keys and when they were fetched. */
  private record Loaded(JWKSet keys, long at) {}

  /**
   * @param document fetches the JSON Web Key Set, on a thread of its own
   * @param refresh how old keys may be before they are fetched again
   * @param nanos a clock that never goes back, as {@link System#nanoTime}
   */
  public JwksKeys(
      Supplier<CompletableFuture<String>> document, Duration refresh, LongSupplier nanos) {
    this.document = document;
    this.refresh = refresh;
    this.nanos = nanos;
    this.loaded = new Loaded(NONE, nanos.getAsLong());
  }

  /**
   * The keys to verify a token with; complete on return unless the one named is not there yet.
   *
   * @param kid the key's id, or empty when the token names none
   */
  public CompletableFuture<JWKSet> keys(String kid) {
    JWKSet keys = inForce();
    boolean there = kid.isEmpty() ? keys.size() > 0 : keys.getKeyByKeyId(kid) != null;
    if (there) {
      return CompletableFuture.completedFuture(keys);
    }
    CompletableFuture<JWKSet> running = loading.get();
    if (running == null && rested()) {
      running = load();
    }
    return running == null ? CompletableFuture.completedFuture(keys) : running;
  }

  /** Fetches the keys again if they are old; for a timer. */
  public void refreshIfOld() {
    boolean old = loaded.keys().size() == 0 || age() >= refresh.toNanos();
    if (old && rested()) {
      CompletableFuture<?> unused = load();
    }
  }

  /** Fetches the keys; on failure those in memory stay. */
  public CompletableFuture<JWKSet> load() {
    CompletableFuture<JWKSet> next = new CompletableFuture<>();
    CompletableFuture<JWKSet> running = loading.compareAndExchange(null, next);
    if (running != null) {
      return running;
    }
    asked = nanos.getAsLong();
    everAsked = true;
    CompletableFuture<?> unused =
        fetch()
            .orTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
            .thenApply(JwksReader::read)
            .whenComplete((read, failure) -> take(read, failure, next));
    return next;
  }

  private CompletableFuture<String> fetch() {
    try {
      return document.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void take(
      @Nullable JWKSet read, @Nullable Throwable failure, CompletableFuture<JWKSet> waiting) {
    if (read != null) {
      JWKSet before = loaded.keys();
      loaded = new Loaded(read.equals(before) ? before : read, nanos.getAsLong());
      if (!lastFailure.isEmpty()) {
        LOG.info("the keys that tokens are verified with can be had again");
      }
      lastFailure = "";
    } else if (failure != null) {
      tell(told(failure));
    }
    loading.set(null);
    boolean unused = waiting.complete(inForce());
  }

  /** Says a failure once, however often it is met. */
  private void tell(String why) {
    if (!why.equals(lastFailure)) {
      lastFailure = why;
      LOG.warn(
          "the keys that tokens are verified with cannot be had: {}; tried again every {} s",
          why,
          PAUSE.toSeconds());
    }
  }

  /** The keys that hold now: the same object for as long as they are the same. */
  JWKSet inForce() {
    return age() < LIMIT.toNanos() ? loaded.keys() : NONE;
  }

  private long age() {
    return nanos.getAsLong() - loaded.at();
  }

  private boolean rested() {
    return !everAsked || nanos.getAsLong() - asked >= PAUSE.toNanos();
  }

  /** How many keys are in memory. */
  public int count() {
    return inForce().size();
  }

  private static String told(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof java.util.concurrent.TimeoutException
        ? "no answer within " + DEADLINE.toSeconds() + " s"
        : LogText.of(cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }
}
