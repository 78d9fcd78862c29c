package dev.portreeve.bench.load.scenarios;

import dev.portreeve.bench.load.client.Expected;
import dev.portreeve.bench.load.client.PreparedTarget;
import dev.portreeve.bench.load.requests.AuthzenCalls;
import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.CerbosCalls;
import dev.portreeve.bench.load.requests.Check;
import dev.portreeve.bench.load.requests.ExportChecks;
import dev.portreeve.bench.load.requests.LoadSet;
import dev.portreeve.bench.load.requests.Protocol;
import dev.portreeve.bench.load.servers.BaselineServer;
import dev.portreeve.bench.load.servers.CerbosServer;
import dev.portreeve.bench.load.servers.PortreeveServer;
import dev.portreeve.bench.load.servers.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers, each started when it is first wanted; then they stay up until the end, but for one
 * that {@link #serve} ends.
 */
public final class Testbed implements AutoCloseable {
  private final Path scratch;
  private final LoadSet set;
  private final Map<BaselineServer.Kind, RunningServer> floors =
      new EnumMap<>(BaselineServer.Kind.class);
  private @Nullable RunningServer portreeve;
  private Optional<RunningServer> cerbos = Optional.empty();
  private boolean wantCerbos;

  /**
   * @param scratch an empty directory
   * @param wantCerbos whether Cerbos is to be had at all
   */
  public Testbed(Path scratch, boolean wantCerbos) throws IOException {
    this.scratch = scratch;
    this.wantCerbos = wantCerbos;
    this.set = LoadSet.write(scratch.resolve("set"));
  }

  Path scratch() {
    return scratch;
  }

  LoadSet set() {
    return set;
  }

  RunningServer portreeve() throws IOException, InterruptedException {
    if (portreeve == null) {
      portreeve = serve(set);
    }
    return portreeve;
  }

  /**
   * Another Portreeve, which finds all policies of a shipped set checked; the caller's to close.
   * The one that is up ends, since it may yet keep what it reloaded last in their place, and is
   * started anew when it is wanted again.
   */
  RunningServer serve(LoadSet of) throws IOException, InterruptedException {
    endPortreeve();
    PortreeveServer.prepare(Map.of(), scratch);
    return PortreeveServer.serve(of.root(), scratch);
  }

  /** Another Portreeve beside the one that is up, with the same set; the caller's to close. */
  RunningServer beside(String name, List<String> flags) throws IOException {
    return PortreeveServer.serve(name, set.root(), flags, scratch);
  }

  /** Portreeve, and single checks. */
  PreparedTarget portreeve(Protocol protocol, String what, List<Check> checks)
      throws IOException, InterruptedException {
    return PreparedTarget.of(portreeve().asked(what, AuthzenCalls.single(protocol, checks)));
  }

  /** Portreeve, and the mixed checks of collection.export. */
  PreparedTarget exports(Protocol protocol) throws IOException, InterruptedException {
    return portreeve(protocol, "collection.export", ExportChecks.mixed());
  }

  /** Cerbos and single checks, if there is a Cerbos. */
  Optional<PreparedTarget> cerbos(Protocol protocol, String what, List<Check> checks)
      throws IOException, InterruptedException {
    Optional<RunningServer> server = cerbos();
    return server.isEmpty()
        ? Optional.empty()
        : Optional.of(
            PreparedTarget.of(server.get().asked(what, CerbosCalls.single(protocol, checks))));
  }

  Optional<RunningServer> cerbos() throws IOException, InterruptedException {
    if (wantCerbos) {
      wantCerbos = false;
      cerbos = CerbosServer.serve(scratch);
    }
    return cerbos;
  }

  /**
   * A bare server that is sent what Portreeve is, and gives one of Portreeve's answers to all of
   * it: over HTTP one of about mean length, over gRPC the one to the first call.
   */
  PreparedTarget floor(BaselineServer.Kind kind, PreparedTarget like)
      throws IOException, InterruptedException {
    byte[] answer =
        kind == BaselineServer.Kind.GRPC
            ? like.expected().get(0).seen()
            : ordinary(like.expected());
    RunningServer server = floors.get(kind);
    if (server == null) {
      server = BaselineServer.serve(kind, answer, portreeve(), scratch);
      floors.put(kind, server);
    }
    List<Call> calls = like.asked().calls().stream().map(call -> answered(call, answer)).toList();
    return PreparedTarget.of(server.asked(like.asked().what(), calls));
  }

  private static Call answered(Call call, byte[] answer) {
    return new Call(
        call.protocol(),
        call.path(),
        call.body(),
        call.checks(),
        given -> Arrays.equals(given, answer));
  }

  private static byte[] ordinary(List<Expected> answers) {
    double mean = answers.stream().mapToInt(one -> one.seen().length).average().orElseThrow();
    return answers.stream()
        .map(Expected::seen)
        .min(Comparator.comparingDouble(seen -> Math.abs(seen.length - mean)))
        .orElseThrow();
  }

  private void endPortreeve() {
    if (portreeve != null) {
      portreeve.close();
      portreeve = null;
    }
  }

  @Override
  public void close() {
    endPortreeve();
    floors.values().forEach(RunningServer::close);
    cerbos.ifPresent(RunningServer::close);
  }
}
