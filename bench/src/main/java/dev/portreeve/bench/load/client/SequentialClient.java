package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.servers.CheckTarget;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks one call after the other over one connection, and times each. */
public final class SequentialClient {
  private SequentialClient() {}

  /**
   * How long each call took, in the order of the calls.
   *
   * @throws IllegalStateException on a wrong answer
   */
  public static long[] micros(CheckTarget asked) throws IOException {
    List<Call> calls = asked.calls();
    long[] micros = new long[calls.size()];
    try (Connection lane =
        Connection.open(
            asked.port(),
            calls,
            (call, number, bytes, from, length) -> {
              if (!calls.get(call).right().test(Arrays.copyOfRange(bytes, from, from + length))) {
                throw new IllegalStateException(asked.label() + ": a wrong answer");
              }
            })) {
      for (int i = 0; i < micros.length; i++) {
        long began = System.nanoTime();
        lane.ask(i);
        micros[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
      }
    }
    return micros;
  }
}
