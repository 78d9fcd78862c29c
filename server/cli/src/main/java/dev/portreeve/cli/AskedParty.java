package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Address;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who answers a check: a running server, or a policy set in this process. */
final class AskedParty {
  private static final String STANDARD = "127.0.0.1:8080";
  private static final String CLEAR = "http://";
  private static final String TLS = "https://";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--grpc",
      paramLabel = "ADDR",
      description = "Ask over gRPC: HOST:PORT, its URL or unix:/path.")
  private Optional<String> grpc = Optional.empty();

  @Option(
      names = "--http",
      paramLabel = "ADDR",
      description = "Ask over HTTP: HOST:PORT, its URL or unix:/path.")
  private Optional<String> http = Optional.empty();

  @Option(
      names = "--policies",
      paramLabel = "DIR",
      description = "Ask the policy set in this directory; no server is needed.")
  private Optional<Path> policies = Optional.empty();

  @Option(
      names = "--teams",
      paramLabel = "DIR",
      description = "With --policies, the team files. Default: `teams/` inside the policy set.")
  private Optional<Path> teams = Optional.empty();

  @Mixin private CallerFlags caller = new CallerFlags();

  /** The policy set to ask, or empty when it is a server. */
  Optional<Path> policies() {
    long named = Stream.of(grpc, http, policies).filter(Optional::isPresent).count();
    if (named > 1) {
      throw usage("--grpc, --http and --policies cannot be asked together");
    }
    if (teams.isPresent() && policies.isEmpty()) {
      throw usage("--teams goes with --policies; a server has its own");
    }
    return policies;
  }

  /** The team files of the policy set to ask, where they are not inside it. */
  Optional<Path> teams() {
    return teams;
  }

  /** Whether nobody is named. */
  boolean unnamed() {
    return grpc.isEmpty() && http.isEmpty() && policies.isEmpty();
  }

  /** A client of the server to ask. */
  DecisionClient server() {
    return grpc.isPresent()
        ? new GrpcDecisionClient(server(grpc.get()))
        : new HttpDecisionClient(server(http.orElse(STANDARD)));
  }

  /**
   * A client of the server to ask for what is answered over HTTP alone.
   *
   * @param what it is, for whoever names a gRPC address
   */
  HttpDecisionClient httpServer(String what) {
    if (grpc.isPresent()) {
      throw usage("a server " + what + " over HTTP: use --http");
    }
    return new HttpDecisionClient(server(http.orElse(STANDARD)));
  }

  private AskedServer server(String text) {
    boolean clear = text.startsWith(CLEAR);
    boolean encrypted = text.startsWith(TLS) || !clear && caller.tls();
    Address address = address(text);
    try {
      Map<String, String> headers = caller.header(System.getenv());
      if (clear && caller.tls()) {
        throw usage("`" + text + "` speaks no TLS: write https://HOST:PORT");
      }
      if (!encrypted && !headers.isEmpty() && !address.isLocal()) {
        throw usage(
            "`" + text + "` would be shown a secret in clear text: write https://HOST:PORT");
      }
      return new AskedServer(
          address, encrypted ? Optional.of(caller.certificates()) : Optional.empty(), headers);
    } catch (CallerFlags.Unfit e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private Address address(String text) {
    String bare =
        text.startsWith(CLEAR)
            ? text.substring(CLEAR.length())
            : text.startsWith(TLS) ? text.substring(TLS.length()) : text;
    return Address.parse(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare)
        .orElseThrow(() -> usage("`" + text + "` is not an address: write HOST:PORT"));
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
