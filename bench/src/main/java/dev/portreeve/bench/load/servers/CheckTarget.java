package dev.portreeve.bench.load.servers;

import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.requests.Protocol;
import java.util.List;

/**
 * A server and what it is asked.
 *
 * @param server who
 * @param what in a few words
 * @param calls asked in turn, all of one protocol
 */
public record CheckTarget(RunningServer server, String what, List<Call> calls) {
  public Protocol protocol() {
    return calls.get(0).protocol();
  }

  public int port() {
    return server.port(protocol());
  }

  /** How many checks a request holds. */
  public int checks() {
    return calls.get(0).checks();
  }

  /** As tables call it. */
  public String label() {
    return server.name() + ", " + protocol().label() + ", " + what;
  }
}
