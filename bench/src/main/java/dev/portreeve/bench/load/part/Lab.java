package dev.portreeve.bench.load.part;

import dev.portreeve.bench.load.ask.AuthzenCalls;
import dev.portreeve.bench.load.ask.Call;
import dev.portreeve.bench.load.ask.CerbosCalls;
import dev.portreeve.bench.load.ask.Check;
import dev.portreeve.bench.load.ask.ExportChecks;
import dev.portreeve.bench.load.ask.LoadSet;
import dev.portreeve.bench.load.ask.Protocol;
import dev.portreeve.bench.load.drive.Expected;
import dev.portreeve.bench.load.drive.Prepared;
import dev.portreeve.bench.load.serve.Cerbos;
import dev.portreeve.bench.load.serve.Floor;
import dev.portreeve.bench.load.serve.Portreeve;
import dev.portreeve.bench.load.serve.Server;
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
public final class Lab implements AutoCloseable {
  private final Path scratch;
  private final LoadSet set;
  private final Map<Floor.Kind, Server> floors = new EnumMap<>(Floor.Kind.class);
  private @Nullable Server portreeve;
  private Optional<Server> cerbos = Optional.empty();
  private boolean wantCerbos;

  /**
   * @param scratch an empty directory
   * @param wantCerbos whether Cerbos is to be had at all
   */
  public Lab(Path scratch, boolean wantCerbos) throws IOException {
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

  Server portreeve() throws IOException, InterruptedException {
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
  Server serve(LoadSet of) throws IOException, InterruptedException {
    endPortreeve();
    Portreeve.prepare(Map.of(), scratch);
    return Portreeve.serve(of.root(), scratch);
  }

  /** Portreeve, and single checks. */
  Prepared portreeve(Protocol protocol, String what, List<Check> checks)
      throws IOException, InterruptedException {
    return Prepared.of(portreeve().asked(what, AuthzenCalls.single(protocol, checks)));
  }

  /** Portreeve, and the mixed checks of collection.export. */
  Prepared exports(Protocol protocol) throws IOException, InterruptedException {
    return portreeve(protocol, "collection.export", ExportChecks.mixed());
  }

  /** Cerbos and single checks, if there is a Cerbos. */
  Optional<Prepared> cerbos(Protocol protocol, String what, List<Check> checks)
      throws IOException, InterruptedException {
    Optional<Server> server = cerbos();
    return server.isEmpty()
        ? Optional.empty()
        : Optional.of(Prepared.of(server.get().asked(what, CerbosCalls.single(protocol, checks))));
  }

  Optional<Server> cerbos() throws IOException, InterruptedException {
    if (wantCerbos) {
      wantCerbos = false;
      cerbos = Cerbos.serve(scratch);
    }
    return cerbos;
  }

  /**
   * A bare server that is sent what Portreeve is, and gives one of Portreeve's answers to all of
   * it: over HTTP one of about mean length, over gRPC the one to the first call.
   */
  Prepared floor(Floor.Kind kind, Prepared like) throws IOException, InterruptedException {
    byte[] answer =
        kind == Floor.Kind.GRPC ? like.expected().get(0).seen() : ordinary(like.expected());
    Server server = floors.get(kind);
    if (server == null) {
      server = Floor.serve(kind, answer, portreeve(), scratch);
      floors.put(kind, server);
    }
    List<Call> calls = like.asked().calls().stream().map(call -> answered(call, answer)).toList();
    return Prepared.of(server.asked(like.asked().what(), calls));
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
    floors.values().forEach(Server::close);
    cerbos.ifPresent(Server::close);
  }
}
