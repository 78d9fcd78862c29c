package dev.portreeve.sidecar.tls;

import dev.portreeve.sidecar.metrics.Meters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** What is measured of TLS. */
public final class TlsMeters {
  private TlsMeters() {}

  /** Counts the days that the certificate has left, and tells whether the files are refused. */
  public static void register(MeterRegistry registry, Optional<TlsReloader> tls) {
    Gauge.builder(
            Meters.TLS_LEFT.code(),
            tls,
            files -> files.map(TlsReloader::secondsLeft).orElse(Double.NaN))
        .description(Meters.TLS_LEFT.description())
        .register(registry);
    Gauge.builder(
            Meters.TLS_REFUSED.code(),
            tls,
            files -> files.map(TlsReloader::problem).orElse("").isEmpty() ? 0 : 1)
        .description(Meters.TLS_REFUSED.description())
        .register(registry);
  }
}
