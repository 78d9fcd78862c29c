package dev.portreeve.sidecar.management;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.config.ServerConfig;
import dev.portreeve.sidecar.metrics.Meters;
import dev.portreeve.sidecar.tls.TlsReloader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the server is protected, and what its operator does without. */
public final class SecurityReport {
  private static final Logger LOG = LoggerFactory.getLogger(SecurityReport.class);

  private final Access access;
  private final Optional<TlsReloader> tls;
  private final List<String> without = new ArrayList<>();

  /** The report on a server that is set up like this. */
  public SecurityReport(ServerConfig config, Access access, Optional<TlsReloader> tls) {
    this.access = access;
    this.tls = tls;
    if (!config.listen().isLocal() && !access.required()) {
      without.add("auth");
    }
    if (tls.isEmpty() && config.access().insecure().noTls() && isReachedFromElsewhere(config)) {
      without.add("tls");
    }
  }

  private static boolean isReachedFromElsewhere(ServerConfig config) {
    return Stream.concat(Stream.of(config.listen(), config.management()), config.admin().stream())
        .anyMatch(address -> !address.isLocal());
  }

  /** Says in the log and in metrics what the operator does without. */
  public void tell(MeterRegistry registry) {
    for (String each : List.of("auth", "tls")) {
      Gauge.builder(Meters.INSECURE.code(), without, all -> all.contains(each) ? 1 : 0)
          .description(Meters.INSECURE.description())
          .tag("without", each)
          .register(registry);
    }
    if (without.contains("auth")) {
      LOG.warn("insecure: anybody who reaches this server may ask anything (--insecure-no-auth)");
    }
    if (without.contains("tls")) {
      LOG.warn("insecure: this server is reached in clear text (--insecure-no-tls)");
    }
  }

  JsonObject json() {
    JsonObject report =
        new JsonObject()
            .put("callers", access.required() ? "authenticated" : "anyone")
            .put("insecure", new JsonArray(without))
            .put("credentials_problem", access.problem());
    tls.ifPresent(files -> report.put("tls", files.json()));
    return report;
  }
}
