package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Outcome;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.testing.Counts;
import dev.portreeve.sidecar.testing.Http2End;
import dev.portreeve.sidecar.testing.Http2End.Heard;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestChecks;
import dev.portreeve.source.testing.TestSets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast path in Netty's end of a connection over HTTP/2, before a stand-in for Vert.x that
 * writes down what it hears; at the other end Netty's client.
 */
class CheckFastPathTest {
  private static final String PATH = "/portreeve.v1.DecisionService/Check";
  private static final int MEGABYTE = 1 << 20;
  private static RunningServer server;
  private static Checks checks;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Http2End here;
  private Http2End there;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
    checks = TestChecks.of(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    open(MEGABYTE);
  }

  /**
   * @param window how much the client takes of a stream unasked
   */
  private void open(int window) {
    here = Http2End.ofServer();
    CheckFastPath.before(here.context(), checks, Access.anyone(), Limits.DEFAULT, registry);
    there = Http2End.ofClient(window);
    exchange();
    exchange();
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void call_usual_isAnsweredHere() {
    call(1, headers(), message());
    exchange();
    assertAnswered(1);
    assertEquals(List.of(), here.kinds());
    assertEquals(1, counted());
    assertEquals(1, fast("taken"));
    assertEquals(0, fast("declined"));
    assertEquals(0, here.openStreams());
  }

  @Test
  void call_withARequestId_getsItBack() {
    call(1, headers().set("x-request-id", "a / 1"), message());
    exchange();
    assertEquals(
        ":status=200 x-request-id=a / 1 content-type=application/grpc",
        there.heard().get(0).content());
  }

  @Test
  void calls_several_areAnsweredInOneGo() {
    for (int stream = 1; stream < 40; stream += 2) {
      call(stream, headers(), message());
    }
    exchange();
    assertEquals(3 * 20, there.heard().size());
    assertEquals(List.of(), here.kinds());
  }

  @Test
  void calls_headersFirst_areAnsweredHere() {
    for (int stream : new int[] {1, 3, 5}) {
      there.sendHeaders(stream, headers(), false);
    }
    for (int stream : new int[] {3, 1, 5}) {
      there.sendData(stream, message(), true);
    }
    exchange();
    assertEquals(9, there.heard().size());
    assertEquals(List.of(), here.kinds());
  }

  @ParameterizedTest
  @CsvSource({
    ":method, PUT",
    ":path, /portreeve.v1.DecisionService/CheckBatch",
    "content-type, application/grpc+json",
    "content-type, application/grpc-web",
    "grpc-encoding, gzip",
    "expect, 100-continue",
    "host, elsewhere"
  })
  void call_unusualHeaders_isHandedOn(String name, String value) {
    call(1, headers().set(name, value), message());
    exchange();
    assertHandedOn();
  }

  @Test
  void call_otherNameOfTheType_isAnsweredHere() {
    call(1, headers().set("content-type", "application/grpc+proto"), message());
    exchange();
    assertAnswered(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 9})
  void message_cutShort_isHandedOn(int bytes) {
    call(1, headers(), message().slice(0, bytes));
    exchange();
    assertHandedOn();
  }

  @Test
  void message_compressed_isHandedOn() {
    call(1, headers(), message().setByte(0, 1));
    exchange();
    assertHandedOn();
  }

  @Test
  void message_followedByAnother_isHandedOn() {
    call(1, headers(), Unpooled.wrappedBuffer(message(), message()));
    exchange();
    assertHandedOn();
  }

  @Test
  void message_malformed_isHandedOn() {
    call(1, headers(), framed(new byte[] {10, 9, 1}));
    exchange();
    assertHandedOn();
    assertEquals(0, counted());
    assertEquals(1, fast("declined"));
  }

  @Test
  void message_longer_isHandedOn() {
    Subject longId =
        Subject.newBuilder().setType("user").setId("a".repeat(Limits.DEFAULT.checkBytes())).build();
    call(1, headers(), framed(check().toBuilder().setSubject(longId).build().toByteArray()));
    exchange();
    assertEquals("headers 1", here.kinds().get(0));
    assertEquals(List.of(), there.kinds());
  }

  @Test
  void message_inAnotherRead_headersAreHandedOnFirst() {
    there.sendHeaders(1, headers(), false);
    exchange();
    assertEquals(List.of("headers 1"), here.kinds());
    there.sendData(1, message(), true);
    exchange();
    assertHandedOn();
  }

  @Test
  void message_endInAFrameOfItsOwn_isHandedOn() {
    there.sendHeaders(1, headers(), false);
    there.sendData(1, message(), false);
    there.flush();
    there.sendData(1, Unpooled.EMPTY_BUFFER, true);
    exchange();
    assertEquals(List.of("headers 1", "data 1", "data 1 end"), here.kinds());
  }

  @Test
  void call_takenBack_isForgotten() {
    there.sendHeaders(1, headers(), false);
    there.takeBack(1);
    exchange();
    assertEquals(List.of("reset 1"), here.kinds());
    assertEquals(List.of(), there.kinds());
  }

  @Test
  void call_withoutAMessage_isHandedOn() {
    there.sendHeaders(1, headers(), true);
    exchange();
    assertEquals(List.of("headers 1 end"), here.kinds());
  }

  @Test
  void answer_callerTakesLittle_isHandedOn() {
    close();
    open(100);
    call(1, headers(), message());
    exchange();
    assertHandedOn();
  }

  private void assertAnswered(int stream) {
    CheckResponse wanted = CheckResponse.newBuilder().setOutcome(Outcome.OUTCOME_DENY).build();
    assertEquals(
        List.of(
            new Heard("headers " + stream, ":status=200 content-type=application/grpc"),
            new Heard("data " + stream, ByteBufUtil.hexDump(framed(wanted.toByteArray()))),
            new Heard("headers " + stream + " end", "grpc-status=0")),
        there.heard());
  }

  private void assertHandedOn() {
    assertEquals(List.of("headers 1", "data 1 end"), here.kinds());
    assertEquals(List.of(), there.kinds());
  }

  private void call(int stream, Http2Headers headers, ByteBuf data) {
    there.sendHeaders(stream, headers, false);
    there.sendData(stream, data, true);
  }

  /** Lets either end read what the other has written. */
  private void exchange() {
    there.pass(here);
    here.pass(there);
  }

  private double fast(String outcome) {
    return Counts.fastPath(registry, "grpc", outcome);
  }

  private double counted() {
    return Counts.requests(registry, "Check", "OK");
  }

  private static Http2Headers headers() {
    return new DefaultHttp2Headers()
        .method("POST")
        .scheme("http")
        .path(PATH)
        .authority("x")
        .set("content-type", "application/grpc")
        .set("te", "trailers");
  }

  private static CheckRequest check() {
    return CheckRequest.newBuilder()
        .setSubject(Subject.newBuilder().setType("user").setId("ana"))
        .setAction(Action.newBuilder().setName("door.knock"))
        .setResource(Resource.newBuilder().setType("door").setId("d1"))
        .build();
  }

  private static ByteBuf message() {
    return framed(check().toByteArray());
  }

  private static ByteBuf framed(byte[] message) {
    return Unpooled.buffer().writeByte(0).writeInt(message.length).writeBytes(message);
  }
}
