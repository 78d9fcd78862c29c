package dev.portreeve.cli;

import dev.portreeve.sidecar.config.Address;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who answers a check: a running server, or a policy set in this process. */
final class AskedParty {
  private static final String STANDARD = "127.0.0.1:8080";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(names = "--grpc", paramLabel = "ADDR", description = "Ask over gRPC: HOST:PORT.")
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

  /** Whether gRPC is asked for. */
  boolean overGrpc() {
    return grpc.isPresent();
  }

  /** A client of the server to ask. */
  DecisionClient server() {
    return grpc.isPresent()
        ? new GrpcDecisionClient(address(grpc.get()))
        : new HttpDecisionClient(address(http.orElse(STANDARD)));
  }

  private Address address(String text) {
    String bare = text.startsWith("http://") ? text.substring("http://".length()) : text;
    return Address.parse(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare)
        .orElseThrow(() -> usage("`" + text + "` is not an address: write HOST:PORT"));
  }

  private ParameterException usage(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }
}
