package dev.portreeve.sidecar.testing;

import dev.portreeve.sidecar.Sidecar;
import dev.portreeve.sidecar.StartFailed;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.config.Configuration;
import dev.portreeve.sidecar.config.ConfigurationException;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.source.reload.PolicySetRefused;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A whole server in this process, on ports that were free, with callers to ask it. What a case file
 * asks of the engine, a caller asks over the wire.
 */
public final class RunningServer implements AutoCloseable {
  private final Sidecar sidecar;
  private final HttpCaller http;
  private final GrpcCaller grpc;
  private final HttpCaller management;

  private RunningServer(Sidecar sidecar) {
    this.sidecar = sidecar;
    this.http = new HttpCaller(sidecar.listening());
    this.grpc = new GrpcCaller(sidecar.listening());
    this.management = new HttpCaller(sidecar.managing());
  }

  /** Serves the policy set in a directory. */
  public static RunningServer of(Path policySet) {
    return of(policySet, Map.of());
  }

  /**
   * Serves the policy set in a directory.
   *
   * @param flags as on the command line: {@code Map.of("--state", "/tmp/state")}
   */
  public static RunningServer of(Path policySet, Map<String, String> flags) {
    return of(policySet, flags, UnaryOperator.identity());
  }

  /**
   * Serves the policy set in a directory.
   *
   * @param around wraps what decides
   */
  public static RunningServer of(
      Path policySet, Map<String, String> flags, UnaryOperator<DecisionPoint> around) {
    Map<String, String> all = new HashMap<>();
    all.put("--policies", policySet.toString());
    all.put("--listen", "127.0.0.1:0");
    all.put("--management", "127.0.0.1:0");
    all.putAll(flags);
    try {
      return new RunningServer(
          Sidecar.start(Configuration.read(all, Map.of(), Path.of("")), around));
    } catch (ConfigurationException | StartFailed | PolicySetRefused e) {
      throw new IllegalStateException(e);
    }
  }

  /** Serves a policy set at a unix socket; its own callers know ports alone. */
  public static RunningServer ofUnix(Path policySet, Path socket, Map<String, String> flags) {
    Map<String, String> all = new HashMap<>(flags);
    all.put("--listen", "unix:" + socket);
    return of(policySet, all);
  }

  /** Asks over HTTP. */
  public HttpCaller http() {
    return http;
  }

  /** Asks over gRPC. */
  public GrpcCaller grpc() {
    return grpc;
  }

  public Sidecar sidecar() {
    return sidecar;
  }

  /** Where checks are answered. */
  public Address address() {
    return sidecar.listening();
  }

  /** Asks on the management port, over connections that are kept. */
  public HttpCaller management() {
    return management;
  }

  @Override
  public void close() {
    grpc.close();
    sidecar.close();
  }
}
