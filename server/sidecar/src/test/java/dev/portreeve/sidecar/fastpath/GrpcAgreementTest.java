package dev.portreeve.sidecar.fastpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.Http2End;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls over gRPC, many on a connection, in frames that are split at random places and mixed with
 * those that Vert.x answers, of a server with the fast path and of one without: each stream hears
 * the same headers, bytes and trailers.
 */
class GrpcAgreementTest {
  private static final int STREAMS = 40;
  private static final int MUTANTS = 2_400;
  private static final int WINDOW = 1 << 20;
  private static final String CHECK = "/portreeve.v1.DecisionService/Check";
  private static final long SEED = Seeds.fresh();

  @TempDir static Path teams;
  private static BothServers servers;

  private final Random random = new Random(SEED);

  /** A call as it is sent. */
  private record Call(Http2Headers headers, Buffer data, boolean inPieces) {
    Call(Http2Headers headers, byte[] data, boolean inPieces) {
      this(headers, Buffer.buffer(data), inPieces);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    servers = BothServers.start(teams);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void calls_ofEveryCase_areAnsweredAlike() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < servers.requests().size(); i++) {
      calls.add(new Call(headers(), framed(message(i)), false));
    }
    assertAlike(calls); // which lets both read all teams
    double before = BothServers.counted(servers.on(), "grpc", "taken");
    assertAlike(calls);
    double taken = BothServers.counted(servers.on(), "grpc", "taken") - before;
    assertTrue(taken > calls.size() / 2.0, taken + " of " + calls.size() + " were taken");
    assertEquals(0, BothServers.counted(servers.off(), "grpc", "taken"));
  }

  @Test
  void calls_mutated_areAnsweredAlike() throws IOException {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < MUTANTS; i++) {
      calls.add(mutant(message(random.nextInt(servers.requests().size()))));
    }
    assertAlike(calls);
    assertTrue(BothServers.counted(servers.on(), "grpc", "declined") > 100);
  }

  private void assertAlike(List<Call> calls) throws IOException {
    for (int from = 0; from < calls.size(); from += STREAMS) {
      List<Call> some = calls.subList(from, Math.min(from + STREAMS, calls.size()));
      List<String> on = exchange(servers.on(), some);
      List<String> off = exchange(servers.off(), some);
      for (int i = 0; i < some.size(); i++) {
        Call call = some.get(i);
        assertEquals(off.get(i), on.get(i), () -> "seed " + SEED + ", asked " + call.headers());
      }
    }
  }

  /** What each stream hears. */
  private List<String> exchange(RunningServer server, List<Call> calls) throws IOException {
    Http2End client = Http2End.ofClient(WINDOW);
    try (SplitSocket socket = new SplitSocket(server.address(), random)) {
      for (int i = 0; i < calls.size(); i++) {
        send(client, 2 * i + 1, calls.get(i));
      }
      socket.send(client.written(), 1 + random.nextInt(2 * calls.size()));
      while (client.ended() < calls.size()) {
        client.read(socket.readSome());
        socket.send(client.written(), 1);
      }
      List<String> heard = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        heard.add(client.heardOf(2 * i + 1));
      }
      return heard;
    } finally {
      client.close();
    }
  }

  private void send(Http2End client, int stream, Call call) {
    boolean empty = call.data().length() == 0;
    client.sendHeaders(stream, call.headers(), empty);
    if (empty) {
      return;
    }
    ByteBuf data = Unpooled.wrappedBuffer(call.data().getBytes());
    if (call.inPieces()) {
      client.sendData(stream, data.readRetainedSlice(random.nextInt(call.data().length())), false);
      client.flush();
    }
    client.sendData(stream, data, true);
  }

  private static byte[] message(int index) {
    return ProtoJson.request(servers.requests().get(index)).toByteArray();
  }

  private Call mutant(byte[] message) {
    byte[] framed = framed(message);
    return switch (random.nextInt(14)) {
      case 0 -> new Call(headers().path("/nothing.Here/AtAll"), framed, false);
      case 1 -> new Call(headers().set("x-request-id", "id " + random.nextInt()), framed, false);
      case 2 -> new Call(headers().set("content-type", "application/grpc+proto"), framed, false);
      case 3 -> new Call(headers().set("grpc-encoding", "gzip"), framed(1, gzip(message)), false);
      case 4 -> new Call(headers(), framed(1, message), false);
      case 5 -> new Call(headers(), joined(framed, framed), false);
      case 6 -> new Call(headers(), new byte[0], false);
      case 7 -> new Call(headers(), cut(framed), false);
      case 8 -> new Call(headers(), framed, true);
      case 9 -> new Call(headers().path(CHECK + "Batch"), framed, false);
      default -> new Call(headers(), framed(mutated(message)), random.nextInt(8) == 0);
    };
  }

  private byte[] cut(byte[] framed) {
    return java.util.Arrays.copyOf(framed, 1 + random.nextInt(framed.length - 1));
  }

  private byte[] mutated(byte[] message) {
    byte[] mutant = message.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] += (byte) (random.nextBoolean() ? 1 : -1);
        default -> mutant[at] = mutant[random.nextInt(mutant.length)];
      }
    }
    return mutant;
  }

  private static byte[] gzip(byte[] message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(message);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] framed(byte[] message) {
    return framed(0, message);
  }

  private static byte[] framed(int flag, byte[] message) {
    ByteBuf framed = Unpooled.buffer().writeByte(flag).writeInt(message.length).writeBytes(message);
    byte[] bytes = new byte[framed.readableBytes()];
    framed.readBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(one);
    all.writeBytes(other);
    return all.toByteArray();
  }

  private static Http2Headers headers() {
    return new DefaultHttp2Headers()
        .method("POST")
        .scheme("http")
        .path(CHECK)
        .authority("x")
        .set("content-type", "application/grpc")
        .set("te", "trailers");
  }
}
