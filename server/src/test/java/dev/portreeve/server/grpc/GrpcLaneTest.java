package dev.portreeve.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Outcome;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.check.Limits;
import dev.portreeve.server.decision.EngineDecisionPoint;
import dev.portreeve.server.testing.RunningServer;
import dev.portreeve.server.testing.TestSets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.ArrayList;
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
 * The lane in Netty's end of a connection over HTTP/2, before a stand-in for Vert.x that writes
 * down what it hears; at the other end Netty's client.
 */
class GrpcLaneTest {
  private static final String PATH = "/portreeve.v1.DecisionService/Check";
  private static final int MEGABYTE = 1 << 20;
  private static RunningServer server;
  private static Checks checks;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> handedOn = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private EmbeddedChannel here;
  private EmbeddedChannel there;
  private Http2ConnectionEncoder encoder;
  private ChannelHandlerContext client;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
    checks = new Checks(server.sidecar().reloader().inForce(), new EngineDecisionPoint());
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
    Http2ConnectionHandler accepting =
        new Http2ConnectionHandlerBuilder()
            .server(true)
            .frameListener(
                new Http2FrameAdapter() {
                  @Override
                  public void onHeadersRead(
                      ChannelHandlerContext ctx,
                      int stream,
                      Http2Headers headers,
                      int dependency,
                      short weight,
                      boolean exclusive,
                      int padding,
                      boolean end) {
                    handedOn.add("headers " + stream + (end ? " end" : ""));
                  }

                  @Override
                  public int onDataRead(
                      ChannelHandlerContext ctx,
                      int stream,
                      ByteBuf data,
                      int padding,
                      boolean end) {
                    handedOn.add("data " + stream + (end ? " end" : ""));
                    return data.readableBytes() + padding;
                  }

                  @Override
                  public void onRstStreamRead(ChannelHandlerContext ctx, int stream, long error) {
                    handedOn.add("reset " + stream);
                  }
                })
            .build();
    here = new EmbeddedChannel(accepting);
    GrpcLane.before(
        here.pipeline().context(accepting), new CheckLane(checks, Limits.DEFAULT, registry));
    Http2ConnectionHandler asking =
        new Http2ConnectionHandlerBuilder()
            .server(false)
            .initialSettings(new Http2Settings().initialWindowSize(window))
            .frameListener(
                new Http2FrameAdapter() {
                  @Override
                  public void onHeadersRead(
                      ChannelHandlerContext ctx,
                      int stream,
                      Http2Headers headers,
                      int dependency,
                      short weight,
                      boolean exclusive,
                      int padding,
                      boolean end) {
                    StringBuilder all = new StringBuilder(stream + (end ? " end" : ""));
                    headers.forEach(one -> all.append(" " + one.getKey() + "=" + one.getValue()));
                    answers.add(all.toString());
                  }

                  @Override
                  public int onDataRead(
                      ChannelHandlerContext ctx,
                      int stream,
                      ByteBuf data,
                      int padding,
                      boolean end) {
                    answers.add(stream + " " + text(data));
                    return data.readableBytes() + padding;
                  }
                })
            .build();
    there = new EmbeddedChannel(asking);
    encoder = asking.encoder();
    client = there.pipeline().context(asking);
    exchange();
    exchange();
  }

  @AfterEach
  void close() {
    here.finishAndReleaseAll();
    there.finishAndReleaseAll();
  }

  @Test
  void call_usual_isAnsweredHere() {
    call(1, headers(), message());
    exchange();
    assertAnswered(1);
    assertEquals(List.of(), handedOn);
    assertEquals(1, counted());
    assertEquals(0, openStreams());
  }

  @Test
  void call_withARequestId_getsItBack() {
    call(1, headers().set("x-request-id", "a / 1"), message());
    exchange();
    assertEquals("1 :status=200 content-type=application/grpc x-request-id=a / 1", answers.get(0));
  }

  @Test
  void calls_several_areAnsweredInOneGo() {
    for (int stream = 1; stream < 40; stream += 2) {
      call(stream, headers(), message());
    }
    exchange();
    assertEquals(3 * 20, answers.size());
    assertEquals(List.of(), handedOn);
  }

  @Test
  void calls_headersFirst_areAnsweredHere() {
    for (int stream : new int[] {1, 3, 5}) {
      sendHeaders(stream, headers(), false);
    }
    for (int stream : new int[] {3, 1, 5}) {
      sendData(stream, message(), true);
    }
    exchange();
    assertEquals(9, answers.size());
    assertEquals(List.of(), handedOn);
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
  }

  @Test
  void message_longer_isHandedOn() {
    Subject longId =
        Subject.newBuilder().setType("user").setId("a".repeat(Limits.DEFAULT.checkBytes())).build();
    call(1, headers(), framed(check().toBuilder().setSubject(longId).build().toByteArray()));
    exchange();
    assertEquals("headers 1", handedOn.get(0));
    assertEquals(List.of(), answers);
  }

  @Test
  void message_inAnotherRead_headersAreHandedOnFirst() {
    sendHeaders(1, headers(), false);
    exchange();
    assertEquals(List.of("headers 1"), handedOn);
    sendData(1, message(), true);
    exchange();
    assertHandedOn();
  }

  @Test
  void message_endInAFrameOfItsOwn_isHandedOn() {
    sendHeaders(1, headers(), false);
    sendData(1, message(), false);
    there.flush();
    sendData(1, Unpooled.EMPTY_BUFFER, true);
    exchange();
    assertEquals(List.of("headers 1", "data 1", "data 1 end"), handedOn);
  }

  @Test
  void call_takenBack_isForgotten() {
    sendHeaders(1, headers(), false);
    takeBack(1);
    exchange();
    assertEquals(List.of("reset 1"), handedOn);
    assertEquals(List.of(), answers);
  }

  @Test
  void call_withoutAMessage_isHandedOn() {
    sendHeaders(1, headers(), true);
    exchange();
    assertEquals(List.of("headers 1 end"), handedOn);
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
            stream + " :status=200 content-type=application/grpc",
            stream + " " + text(framed(wanted.toByteArray())),
            stream + " end grpc-status=0"),
        answers);
  }

  private void assertHandedOn() {
    assertEquals(List.of("headers 1", "data 1 end"), handedOn);
    assertEquals(List.of(), answers);
  }

  private void call(int stream, Http2Headers headers, ByteBuf data) {
    sendHeaders(stream, headers, false);
    sendData(stream, data, true);
  }

  private void sendHeaders(int stream, Http2Headers headers, boolean end) {
    ChannelFuture unused =
        encoder.writeHeaders(client, stream, headers, 0, end, client.newPromise());
  }

  private void sendData(int stream, ByteBuf data, boolean end) {
    ChannelFuture unused = encoder.writeData(client, stream, data, 0, end, client.newPromise());
  }

  private void takeBack(int stream) {
    ChannelFuture unused =
        encoder.writeRstStream(client, stream, Http2Error.CANCEL.code(), client.newPromise());
  }

  /** Lets either end read what the other has written. */
  private void exchange() {
    there.flush();
    pass(there, here);
    here.flush();
    pass(here, there);
  }

  /** All in one read. */
  private static void pass(EmbeddedChannel from, EmbeddedChannel to) {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = from.readOutbound(); part != null; part = from.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    assertTrue(from.isOpen());
    to.writeInbound(all);
  }

  private int openStreams() {
    return here.pipeline().get(Http2ConnectionHandler.class).connection().numActiveStreams();
  }

  private double counted() {
    return registry
        .get("portreeve.requests")
        .tags("endpoint", "Check", "status", "OK")
        .counter()
        .count();
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

  private static String text(ByteBuf data) {
    return ByteBufUtil.hexDump(data);
  }
}
