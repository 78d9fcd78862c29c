package dev.portreeve.cli;

import dev.portreeve.sidecar.testing.RawHttp2;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sends the same request on many streams at once, as far as the server's windows let it. */
final class Http2Sender {
  private static final int WINDOW = 65_535;
  private static final int FRAME = 16_384;

  private final RawHttp2 client;
  private final int count;
  private final String path;
  private final String type;
  private final byte[] body;
  private final Map<Integer, Integer> windows = new HashMap<>();
  private final Map<Integer, Integer> sent = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private int connectionWindow = WINDOW;
  private int answered;

  Http2Sender(RawHttp2 client, int count, String path, String type, byte[] body) {
    this.client = client;
    this.count = count;
    this.path = path;
    this.type = type;
    this.body = body;
  }

  /** How many streams the server has ended. */
  int run() throws IOException {
    for (int i = 0; i < count; i++) {
      int stream = 2 * i + 1;
      client.post(stream, path, type);
      open.add(stream);
      windows.put(stream, WINDOW);
      sent.put(stream, 0);
    }
    while (!open.isEmpty()) {
      for (int stream : Set.copyOf(open)) {
        send(stream);
      }
      if (!take(client.any())) {
        throw new AssertionError(open.size() + " streams are left unanswered");
      }
    }
    return answered;
  }

  private void send(int stream) throws IOException {
    int at = sent.get(stream);
    while (at < body.length && windows.get(stream) > 0 && connectionWindow > 0) {
      int most = Math.min(FRAME, Math.min(windows.get(stream), connectionWindow));
      int length = Math.min(most, body.length - at);
      byte[] part = new byte[length];
      System.arraycopy(body, at, part, 0, length);
      at += length;
      connectionWindow -= length;
      windows.merge(stream, -length, Integer::sum);
      client.frame(RawHttp2.DATA, at == body.length ? RawHttp2.END_STREAM : 0, stream, part);
    }
    sent.put(stream, at);
  }

  private boolean take(RawHttp2.Frame frame) throws IOException {
    if (frame.type() == RawHttp2.WINDOW_UPDATE) {
      if (frame.stream() == 0) {
        connectionWindow += frame.number();
      } else {
        windows.merge(frame.stream(), frame.number(), Integer::sum);
      }
    } else if (frame.type() == RawHttp2.DATA && frame.payload().length > 0) {
      client.window(0, frame.payload().length);
    }
    if ((frame.ends() || frame.type() == RawHttp2.RESET) && open.remove(frame.stream())) {
      answered++;
    }
    return frame.type() != RawHttp2.GO_AWAY;
  }
}
