package dev.portreeve.bench.load.serve;

import dev.portreeve.bench.load.ask.Call;
import dev.portreeve.bench.load.ask.Protocol;
import java.util.List;

/**
 * A server that is up.
 *
 * @param name as tables call it
 * @param process it runs in
 * @param httpPort where HTTP is answered
 * @param grpcPort where gRPC is answered
 */
public record Server(String name, ServerProcess process, int httpPort, int grpcPort)
    implements AutoCloseable {
  public int port(Protocol protocol) {
    return protocol == Protocol.HTTP ? httpPort : grpcPort;
  }

  /** This server and what it is to be asked. */
  public Asked asked(String what, List<Call> calls) {
    return new Asked(this, what, calls);
  }

  @Override
  public void close() {
    process.close();
  }
}
