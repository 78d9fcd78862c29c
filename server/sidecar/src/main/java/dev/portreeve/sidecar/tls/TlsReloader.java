package dev.portreeve.sidecar.tls;

import dev.portreeve.sidecar.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate, key and client CAs that servers use, read again when their files change. What
 * does not fit changes nothing: the last good ones stay, and the log and a metric say so.
 */
public final class TlsReloader {
  private static final Logger LOG = LoggerFactory.getLogger(TlsReloader.class);
  private static final long LOOK_MS = 500;
  private static final Duration SOON = Duration.ofDays(7);

  private final TlsConfig config;
  private final Vertx vertx;
  private final AtomicReference<TlsMaterial> current;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private volatile String problem = "";

  private TlsReloader(TlsConfig config, Vertx vertx, TlsMaterial first) {
    this.config = config;
    this.vertx = vertx;
    this.current = new AtomicReference<>(first);
  }

  /**
   * Reads the files and looks at them twice a second from now on.
   *
   * @throws IOException that names the file at fault
   */
  public static TlsReloader start(TlsConfig config, Vertx vertx) throws IOException {
    TlsMaterial first = TlsMaterial.of(config, TlsFiles.read(config), vertx);
    String outOfDate = first.outOfDate(Instant.now());
    if (!outOfDate.isEmpty() && config.expired() == TlsConfig.Expired.REFUSE) {
      throw new IOException(outOfDate);
    }
    TlsReloader reloader = new TlsReloader(config, vertx, first);
    reloader.tellDates(first);
    reloader.look();
    return reloader;
  }

  private TlsMaterial used() {
    return Objects.requireNonNull(current.get());
  }

  /** Lets a server that does not listen yet speak TLS. */
  public void apply(HttpServerOptions options) {
    used().apply(options);
  }

  /** Hands a server that listens what changes. */
  public void follow(HttpServer server) {
    servers.add(server);
  }

  /** How many seconds the certificate in use has left, negative when it has expired. */
  double secondsLeft() {
    return Duration.between(Instant.now(), used().notAfter()).toSeconds();
  }

  /** Why the files are not those in use, or empty. */
  String problem() {
    return problem;
  }

  /** What is in use, and why not what lies in the files. */
  public JsonObject json() {
    return new JsonObject()
        .put("valid_until", used().notAfter().toString())
        .put("engine", TlsMaterial.isNative() ? "boringssl" : "jdk")
        .put("client_certificates", config.clientCa().isPresent())
        .put("problem", problem);
  }

  private void look() {
    vertx.setTimer(
        LOOK_MS,
        timer ->
            vertx
                .executeBlocking(this::changed, false)
                .compose(this::use)
                .onComplete(done -> look()));
  }

  /** What the files hold if that is new and good, else what is in use. */
  private TlsMaterial changed() {
    TlsMaterial used = used();
    try {
      TlsFiles files = TlsFiles.read(config);
      if (files.same(used.files())) {
        problem = "";
        return used;
      }
      return TlsMaterial.of(config, files, vertx);
    } catch (IOException e) {
      tell(String.valueOf(e.getMessage()));
      return used;
    }
  }

  @SuppressWarnings("ReferenceEquality") // changed() gives back the one in use
  private Future<?> use(TlsMaterial next) {
    if (next == used()) {
      return Future.succeededFuture();
    }
    List<Future<Boolean>> updates =
        servers.stream().map(server -> server.updateSSLOptions(next.options(), true)).toList();
    return Future.all(updates)
        .onSuccess(
            done -> {
              current.set(next);
              problem = "";
              LOG.info(
                  "the TLS files have changed and are in use; valid until {}", next.notAfter());
              tellDates(next);
            })
        .onFailure(failure -> tell("they cannot be used: " + failure.getClass().getSimpleName()));
  }

  /** Says once, however often it is looked: files that are being replaced may not fit yet. */
  private void tell(String why) {
    if (!why.equals(problem)) {
      problem = why;
      LOG.warn("the TLS files are refused, the last good ones stay in use: {}", why);
    }
  }

  private void tellDates(TlsMaterial material) {
    Instant now = Instant.now();
    String outOfDate = material.outOfDate(now);
    if (!outOfDate.isEmpty()) {
      LOG.warn("{}; it is served all the same", outOfDate);
    } else if (now.plus(SOON).isAfter(material.notAfter())) {
      LOG.warn("the certificate expires at {}", material.notAfter());
    }
  }
}
