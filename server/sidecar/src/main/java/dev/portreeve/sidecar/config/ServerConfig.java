package dev.portreeve.sidecar.config;

import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.connection.ConnectionLimits;
import dev.portreeve.sidecar.log.DecisionLogConfig;
import dev.portreeve.sidecar.trace.TracingConfig;
import dev.portreeve.store.StoreLocation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a server is set up.
 *
 * @param policies the policy set
 * @param teams the team files
 * @param store the database that has the teams instead; empty: files have them
 * @param records the types of subject and resource whose facts that database keeps
 * @param listen where checks are answered
 * @param publicUrl the base of the URLs that the server gives of itself; empty: made of where it
 *     listens
 * @param management where probes and metrics are answered
 * @param admin where the admin API is answered; empty: nowhere
 * @param keyset the file of the keys that seal secrets of teams; empty: they come sealed
 * @param state where the last good policy set is kept; empty: nowhere
 * @param cache where checked policies are kept for the next start; empty: nowhere
 * @param teamCache roughly how many bytes teams may take in memory
 * @param staleness how old what is in force may be
 * @param eventLoops how many threads answer requests
 * @param limits how large requests may be
 * @param answerTimeout how long a check may wait for its team to be read
 * @param explain who is told how a decision came about
 * @param authzen what is done for AuthZEN beside checks
 * @param connections what clients may take of the server
 * @param fastPath whether usual checks are answered before Vert.x
 * @param identity how the check for proxies learns who a request comes from
 * @param tls the files of a server that speaks TLS; empty: it does not
 * @param access who may ask
 * @param decisionLog how decisions are recorded; empty: not at all
 * @param tracing where spans of checks go; empty: nowhere
 * @param shutdownDelay how long a stop goes on accepting before it drains
 * @param drain how long a stop waits for answers in flight
 * @param logFormat how log lines are written
 * @param logLevel the least that is logged
 */
public record ServerConfig(
    Path policies,
    Path teams,
    Optional<StoreLocation> store,
    Set<String> records,
    Address listen,
    Optional<URI> publicUrl,
    Address management,
    Optional<Address> admin,
    Optional<Path> keyset,
    Optional<Path> state,
    Optional<Path> cache,
    long teamCache,
    Staleness staleness,
    int eventLoops,
    Limits limits,
    Duration answerTimeout,
    ExplainAccess explain,
    AuthzenConfig authzen,
    ConnectionLimits connections,
    boolean fastPath,
    IdentityConfig identity,
    Optional<TlsConfig> tls,
    AccessConfig access,
    Optional<DecisionLogConfig> decisionLog,
    Optional<TracingConfig> tracing,
    Duration shutdownDelay,
    Duration drain,
    LogFormat logFormat,
    LogLevel logLevel) {

  /**
   * The base of the URLs that the server gives of itself.
   *
   * @param bound where it listens, with the port that was taken
   */
  public URI base(Address bound) {
    String host = bound instanceof Address.Tcp ? bound.toString() : "localhost";
    return publicUrl.orElseGet(() -> URI.create((tls.isPresent() ? "https://" : "http://") + host));
  }
}
