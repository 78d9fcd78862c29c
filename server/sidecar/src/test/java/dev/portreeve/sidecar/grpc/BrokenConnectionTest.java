package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that breaks its connection in the same write that begins a call. */
class BrokenConnectionTest {
  /* PROTOCOL_ERROR: Vert.x no longer tells which. */
  private static final int NOTHING_SPECIFIC = 1;

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "data on no stream, 0, 0, 5, 1",
    "a ping of a wrong length, 6, 0, 5, 6",
    "data on an idle stream, 0, 9, 5, 1",
    "settings on a stream, 4, 1, 6, 1",
    "a header block that is none, 1, 3, 5, 9"
  })
  void connection_brokenWhileACallIsHeld_isToldWhyAndClosed(
      String what, int type, int stream, int length, int code) throws IOException {
    byte[] junk = new byte[length];
    Arrays.fill(junk, (byte) 0xff);
    for (boolean call : new boolean[] {false, true}) {
      try (RawHttp2 client = RawHttp2.to(server.address())) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (call) {
          byte[] head =
              RawHttp2.postBlock(DoorRequests.GRPC_CHECK, "application/grpc", "te", "trailers");
          all.writeBytes(RawHttp2.encoded(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head));
        }
        all.writeBytes(
            RawHttp2.encoded(
                type, type == RawHttp2.HEADERS ? RawHttp2.END_HEADERS : 0, stream, junk));
        client.out().write(all.toByteArray());
        client.out().flush();
        List<RawHttp2.Frame> frames = client.readAll(20_000);
        List<RawHttp2.Frame> last =
            frames.stream().filter(each -> each.type() == RawHttp2.GO_AWAY).toList();
        assertTrue(!last.isEmpty(), what + (call ? " with a call held: " : ": ") + frames);
        byte[] payload = last.get(last.size() - 1).payload();
        int told = call && code != NOTHING_SPECIFIC ? NOTHING_SPECIFIC : code;
        assertEquals(told, payload[7], what);
      }
    }
  }
}
