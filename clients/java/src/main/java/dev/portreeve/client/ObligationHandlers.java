package dev.portreeve.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which obligations a service understands, and what carries them out. Immutable. */
public final class ObligationHandlers {
  private static final ObligationHandlers NONE = new ObligationHandlers(Map.of());

  private final Map<String, ObligationHandler> handlers;

  private ObligationHandlers(Map<String, ObligationHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  /** Understands none, so that every permit with an obligation is a denial. */
  public static ObligationHandlers none() {
    return NONE;
  }

  /**
   * These and one more.
   *
   * @param name of the obligation: the action of a custom one ({@code set_export_password}), else
   *     its type ({@code notification})
   */
  public ObligationHandlers on(String name, ObligationHandler handler) {
    Map<String, ObligationHandler> more = new HashMap<>(handlers);
    more.put(name, handler);
    return new ObligationHandlers(more);
  }

  /** What carries an obligation out, or empty when nobody understands it. */
  public Optional<ObligationHandler> find(Obligation obligation) {
    return Optional.ofNullable(handlers.get(obligation.name()));
  }
}
