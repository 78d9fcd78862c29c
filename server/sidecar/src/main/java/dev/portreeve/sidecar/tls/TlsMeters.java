package dev.portreeve.sidecar.tls;

import dev.portreeve.sidecar.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** What is measured of TLS. */
final class TlsMeters {
  private TlsMeters() {}

  static void register(MeterRegistry registry, TlsReloader tls) {
    Gauge.builder(Meters.TLS_DAYS_LEFT.code(), tls, TlsReloader::daysLeft)
        .description(Meters.TLS_DAYS_LEFT.description())
        .register(registry);
    Gauge.builder(Meters.TLS_REFUSED.code(), tls, each -> each.problem().isEmpty() ? 0 : 1)
        .description(Meters.TLS_REFUSED.description())
        .register(registry);
  }
}
