package dev.portreeve.sidecar.metrics;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.source.reload.Generation;
import dev.portreeve.source.reload.ReloadListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts and times reloads. */
public final class ReloadMeter implements ReloadListener {
  private final Counter taken;
  private final Counter refused;
  private final Counter teamRefusals;
  private final Timer timer;
  private final MultiGauge compiled;
  private final MultiGauge info;
  private Map<String, Boolean> told = Map.of();

  public ReloadMeter(MeterRegistry registry) {
    this.taken = reloads("taken", registry);
    this.refused = reloads("refused", registry);
    this.teamRefusals =
        Counter.builder(Meters.TEAM_REFUSALS.code())
            .description(Meters.TEAM_REFUSALS.description())
            .register(registry);
    this.timer =
        Timer.builder(Meters.RELOAD.code())
            .description(Meters.RELOAD.description())
            .register(registry);
    this.compiled =
        MultiGauge.builder(Meters.POLICY_COMPILED.code())
            .description(Meters.POLICY_COMPILED.description())
            .register(registry);
    this.info =
        MultiGauge.builder(Meters.SET_INFO.code())
            .description(Meters.SET_INFO.description())
            .register(registry);
  }

  @Override
  public void taken(Generation generation, PolicySetFiles files, Duration took) {
    taken.increment();
    timer.record(took);
    Snapshot snapshot = generation.snapshot();
    info.register(
        List.of(
            MultiGauge.Row.of(
                Tags.of("name", snapshot.schema().name(), "version", snapshot.version()), 1)),
        true);
    Map<String, Boolean> now = compiled(snapshot);
    if (!now.equals(told)) {
      told = now;
      compiled.register(now.entrySet().stream().map(ReloadMeter::row).toList(), true);
    }
  }

  /** The policies of a set, each with whether it is compiled. */
  private static Map<String, Boolean> compiled(Snapshot snapshot) {
    Set<String> fallbacks = snapshot.fallbacks().keySet();
    Map<String, Boolean> compiled = new HashMap<>();
    snapshot.policies().forEach(policy -> compiled.put(policy, !fallbacks.contains(policy)));
    return compiled;
  }

  private static MultiGauge.Row<Number> row(Map.Entry<String, Boolean> policy) {
    return MultiGauge.Row.of(
        Tags.of(Meters.POLICY_COMPILED.tags().get(0), policy.getKey()), policy.getValue() ? 1 : 0);
  }

  @Override
  public void refused(List<String> problems) {
    refused.increment();
  }

  @Override
  public void teamsRefused(Map<String, List<String>> problems) {
    teamRefusals.increment(problems.size());
  }

  private static Counter reloads(String result, MeterRegistry registry) {
    return Counter.builder(Meters.RELOADS.code())
        .description(Meters.RELOADS.description())
        .tag("result", result)
        .register(registry);
  }
}
