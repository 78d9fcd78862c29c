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
 * @param way how it is asked
 */
public record RunningServer(String name, ChildProcess process, int httpPort, int grpcPort, Way way)
    implements AutoCloseable {
  /** One that everybody may ask in clear text. */
  public RunningServer(String name, ChildProcess process, int httpPort, int grpcPort) {
    this(name, process, httpPort, grpcPort, Way.OPEN);
  }

  public int port(Protocol protocol) {
    return protocol == Protocol.HTTP ? httpPort : grpcPort;
  }

  /** This server and what it is to be asked. */
  public CheckTarget asked(String what, List<Call> calls) {
    return new CheckTarget(this, what, calls);
  }

  /** This server under another name, asked in another way. */
  public RunningServer asked(String as, Way how) {
    return new RunningServer(as, process, httpPort, grpcPort, how);
  }

  @Override
  public void close() {
    process.close();
  }
}
