package dev.portreeve.sidecar.metrics;

import static java.util.Objects.requireNonNull;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.schema.Schema;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Counts by action the requests that say what the schema does not declare. */
public final class UnknownFactsMeter implements BiConsumer<Snapshot, String> {
  /* A caller can name any action. */
  private static final String UNKNOWN = "(unknown)";

  /* A search of actions is about none in particular. */
  private static final String ANY = "(any)";

  private final MeterRegistry registry;

  /* By action, of which there are as many as the sets have had. */
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  /**
   * @param first the schema at the start, whose actions are counted from zero on
   */
  public UnknownFactsMeter(Schema first, MeterRegistry registry) {
    this.registry = registry;
    counters.put(UNKNOWN, counter(UNKNOWN));
    counters.put("", counter(ANY));
    first.actions().keySet().forEach(action -> counters.put(action, counter(action)));
  }

  @Override
  public void accept(Snapshot snapshot, String action) {
    Counter known = counters.get(action);
    if (known == null) {
      known =
          snapshot.schema().action(action).isPresent()
              ? counters.computeIfAbsent(action, this::counter)
              : requireNonNull(counters.get(UNKNOWN));
    }
    known.increment();
  }

  private Counter counter(String action) {
    return Counter.builder(Meters.UNKNOWN_FACTS.code())
        .description(Meters.UNKNOWN_FACTS.description())
        .tag("action", action)
        .register(registry);
  }
}
