package dev.portreeve.sidecar.access;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The caller whose token admitted a request, kept with the request. A token is not looked up a
 * second time when the body is there: by then it may have passed its end, or have been forgotten.
 */
final class Admitted {
  private static final Object KEY = Admitted.class;

  private Admitted() {}

  static void put(HttpServerRequest request, Caller caller) {
    Context context = context(request);
    if (context != null) {
      ContextInternal.LOCAL_MAP.get(context, ConcurrentHashMap::new).put(KEY, caller);
    }
  }

  /** The caller of a request, or null when none is kept with it. */
  static @Nullable Caller of(HttpServerRequest request) {
    Context context = context(request);
    return context == null
        ? null
        : ContextInternal.LOCAL_MAP.get(context) instanceof ConcurrentHashMap<?, ?> kept
                && kept.get(KEY) instanceof Caller caller
            ? caller
            : null;
  }

  /** That of this request alone: the server makes one for each. */
  private static @Nullable Context context(HttpServerRequest request) {
    return request instanceof HttpServerRequestInternal inner ? inner.context() : null;
  }
}
