package dev.portreeve.bench.load.client;

import dev.portreeve.bench.load.requests.Call;
import dev.portreeve.bench.load.servers.CheckTarget;
import dev.portreeve.bench.load.servers.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server and its calls, of which each has been answered once, and rightly.
 *
 * @param asked who is asked what
 * @param expected the answers, in the order of the calls
 * @param answerBytes the mean answer as it comes over the wire, with its head
 */
public record PreparedTarget(CheckTarget asked, List<Expected> expected, double answerBytes) {

  /** Asks each call once. */
  public static PreparedTarget of(CheckTarget asked) throws IOException {
    List<Call> calls = asked.calls();
    List<Expected> expected = new ArrayList<>();
    try (Connection lane =
        Connection.open(
            asked.port(),
            calls,
            (call, number, bytes, from, length) -> {
              byte[] answer = Arrays.copyOfRange(bytes, from, from + length);
              expected.add(Expected.like(proven(asked, calls.get(call), answer)));
            })) {
      for (int i = 0; i < calls.size(); i++) {
        lane.ask(i);
      }
      return new PreparedTarget(asked, expected, (double) lane.received() / calls.size());
    }
  }

  /** The same calls of another server, which answers alike. */
  public PreparedTarget on(RunningServer other) {
    return new PreparedTarget(other.asked(asked.what(), asked.calls()), expected, answerBytes);
  }

  private static byte[] proven(CheckTarget asked, Call call, byte[] answer) {
    boolean right;
    try {
      right = call.right().test(answer);
    } catch (RuntimeException e) {
      throw new IllegalStateException(complaint(asked, call, answer), e);
    }
    if (!right) {
      throw new IllegalStateException(complaint(asked, call, answer));
    }
    return answer;
  }

  private static String complaint(CheckTarget asked, Call call, byte[] answer) {
    return asked.label() + ": wrong answer\n" + text(answer) + "\nto " + text(call.bytes());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
