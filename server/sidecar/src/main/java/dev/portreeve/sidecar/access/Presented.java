package dev.portreeve.sidecar.access;

import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of who asks, as sent.
 *
 * @param keys the values of {@code X-Portreeve-Key}
 * @param authorization the values of {@code Authorization}, unless that is a user's
 */
public record Presented(List<String> keys, List<String> authorization) {
  /** Where a caller who cannot use {@code Authorization} shows its key. */
  public static final String KEY = "X-Portreeve-Key";

  private static final String AUTHORIZATION = "Authorization";

  /** Whose {@code Authorization} it is. */
  public enum Owner {
    CALLER,
    USER
  }

  /** What the headers of a request show. */
  public static Presented in(MultiMap headers, Owner owner) {
    return new Presented(
        headers.getAll(KEY), owner == Owner.CALLER ? headers.getAll(AUTHORIZATION) : List.of());
  }

  /** The JSON Web Token, good or not; null when it is none. */
  @Nullable String token() {
    return Shown.read(this).orElse(null) instanceof Shown.Token token ? token.compact() : null;
  }

  boolean nothing() {
    return keys.isEmpty() && authorization.isEmpty();
  }
}
