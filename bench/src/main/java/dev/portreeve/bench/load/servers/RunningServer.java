package dev.portreeve.bench.load.servers;

import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.Protocol;
import java.util.List;

/**
 * A server that is up.
 *
 * @param name as tables call it
 * @param process it runs in
 * @param httpPort where HTTP is answered
 * @param grpcPort where gRPC is answered
 */
public record RunningServer(String name, ChildProcess process, int httpPort, int grpcPort)
    implements AutoCloseable {
  public int port(Protocol protocol) {
    return protocol == Protocol.HTTP ? httpPort : grpcPort;
  }

  /** This server and what it is to be asked. */
  public CheckTarget asked(String what, List<Call> calls) {
    return new CheckTarget(this, what, calls);
  }

  @Override
  public void close() {
    process.close();
  }
}
