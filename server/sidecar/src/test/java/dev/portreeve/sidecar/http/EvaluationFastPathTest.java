package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.testing.Counts;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.TestChecks;
import dev.portreeve.source.team.TeamsInMemory;
import dev.portreeve.source.testing.TestSets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fast path between Netty's codec and a stand-in for Vert.x that writes down what it is handed.
 */
class EvaluationFastPathTest {
  private static final String KNOCK =
      "{\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"door.knock\"},"
          + "\"resource\":{\"type\":\"door\",\"id\":\"d1\"}}";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 18\r\n\r\n"
          + "{\"decision\":false}";
  private static RunningServer server;
  private static Checks checks;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> handedOn = new ArrayList<>();
  private EmbeddedChannel channel;

  /** Stands where Vert.x does. */
  private final class Behind extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (message instanceof HttpRequest request) {
        handedOn.add(request.method() + " " + request.uri());
      }
      if (message instanceof HttpContent content) {
        handedOn.add(content.content().toString(StandardCharsets.ISO_8859_1));
        content.release();
      }
      if (message instanceof LastHttpContent) {
        handedOn.add("end");
      }
    }
  }

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
    channel = channel(checks, Limits.DEFAULT);
  }

  private EmbeddedChannel channel(Checks checks, Limits limits) {
    EmbeddedChannel made =
        new EmbeddedChannel(new HttpRequestDecoder(), new HttpResponseEncoder(), new Behind());
    ChannelHandlerContext vertx = made.pipeline().context(Behind.class);
    EvaluationFastPath.before(vertx, checks, Access.anyone(), limits, registry);
    return made;
  }

  @AfterEach
  void close() {
    assertFalse(channel.finishAndReleaseAll(), "something is left");
  }

  @Test
  void request_usual_isAnsweredHere() {
    assertEquals(ANSWER, ask(request(KNOCK)));
    assertEquals(List.of(), handedOn);
    assertEquals(1, counted());
    assertEquals(1, fast("taken"));
    assertEquals(0, fast("declined"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gr\u00c3\u00bcn", "\\u0061", "\\\"", "\u00f0\u009f\u0098\u0080"})
  void body_idBeyondAscii_isAnsweredHere(String id) {
    assertEquals(ANSWER, ask(request(KNOCK.replace("ana", id))));
    assertEquals(List.of(), handedOn);
  }

  @Test
  void request_withAnId_getsItBack() {
    String wanted = ANSWER.replace("content-type", "X-Request-ID: a / 1\r\ncontent-type");
    assertEquals(wanted, ask(request("Host: x\r\nx-request-id: a / 1", KNOCK)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/json; charset=utf-8",
        "Connection: keep-alive",
        "Accept: */*\r\nUser-Agent: it"
      })
  void request_usualHeaders_isAnsweredHere(String headers) {
    String request = request(KNOCK);
    if (headers.startsWith("Content-Type")) {
      request = request.replace("Content-Type: application/json", headers);
    } else {
      request = request("Host: x\r\n" + headers, KNOCK);
    }
    assertEquals(ANSWER, ask(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close",
        "Expect: 100-continue",
        "Upgrade: h2c",
        "Host: y",
        "Content-Type: application/json",
        "Content-Encoding: gzip",
        "X-Request-ID: caf\u00e9",
        "Connection: keep-alive\r\nConnection: close"
      })
  void request_unusualHeaders_isHandedOn(String headers) {
    assertHandedOn(request("Host: x\r\n" + headers, KNOCK), KNOCK);
    assertEquals(1, fast("declined"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /access/v1/evaluation HTTP/1.1|PUT /access/v1/evaluation HTTP/1.1",
        "POST /access/v1/evaluation HTTP/1.1|POST /access/v1/evaluation HTTP/1.0",
        "POST /access/v1/evaluation HTTP/1.1|POST /access/v1/evaluation?x HTTP/1.1",
        "POST /access/v1/evaluation HTTP/1.1|POST /access/v1/evaluations HTTP/1.1",
        "application/json|text/plain",
        "application/json|application/json; charset=utf-16",
        "Host: x|X-Host: x",
        "Content-Type|X-Type"
      })
  void request_unusualHead_isHandedOn(String change) {
    String[] parts = change.split("\\|", 2);
    assertHandedOn(request(KNOCK).replace(parts[0], parts[1]), KNOCK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "[]",
        "{\"subject\":{\"type\":\"user\",\"id\":\"\"}}",
        "{\"subject\":{\"type\":\"user\",\"id\":\"\u00e4\"}}"
      })
  void body_unusual_isHandedOn(String body) {
    assertHandedOn(request(body), body);
    assertEquals(0, counted());
  }

  @Test
  void body_none_isHandedOn() {
    assertHandedOn(request("").replace("Content-Length: 0\r\n", ""), "");
  }

  @Test
  void body_inChunks_isHandedOn() {
    String chunked =
        request(KNOCK)
            .replace("Content-Length: " + KNOCK.length(), "Transfer-Encoding: chunked")
            .replace(KNOCK, Integer.toHexString(KNOCK.length()) + "\r\n" + KNOCK + "\r\n0\r\n\r\n");
    receive(chunked);
    assertEquals(List.of("POST /access/v1/evaluation", KNOCK, "", "end"), handedOn);
  }

  @Test
  void body_beyondTheLimit_isHandedOn() {
    channel.finishAndReleaseAll();
    channel = channel(checks, new Limits(KNOCK.length(), 1, 1, 32));
    assertEquals(ANSWER, ask(request(KNOCK)));
    assertHandedOn(request(KNOCK + " "), KNOCK + " ");
  }

  @Test
  void body_inAnotherRead_headIsHandedOnFirst() {
    String request = request(KNOCK);
    int head = request.length() - KNOCK.length();
    receive(request.substring(0, head));
    assertEquals(List.of("POST /access/v1/evaluation"), handedOn);
    receive(request.substring(head));
    assertEquals(List.of("POST /access/v1/evaluation", KNOCK, "end"), handedOn);
    assertEquals("", sent());
  }

  @Test
  void body_inSeveralBuffersOfARead_isAnsweredHere() {
    String request = request(KNOCK);
    int head = request.length() - KNOCK.length();
    receive(
        request.substring(0, head + 1),
        request.substring(head + 1, head + 9),
        request.substring(head + 9) + request(KNOCK));
    assertEquals(ANSWER.repeat(2), sent());
    assertEquals(List.of(), handedOn);
  }

  @Test
  void body_unusualAndInSeveralBuffers_isHandedOnAsItCame() {
    String request = request("{} ");
    int head = request.length() - 3;
    receive(
        request.substring(0, head + 1),
        request.substring(head + 1, head + 2),
        request.substring(head + 2));
    assertEquals(List.of("POST /access/v1/evaluation", "{", "}", " ", "end"), handedOn);
    assertEquals("", sent());
  }

  @Test
  void body_endsInAnotherRead_isHandedOnAsItCame() {
    String request = request(KNOCK);
    int head = request.length() - KNOCK.length();
    receive(request.substring(0, head + 1), request.substring(head + 1, head + 9));
    assertEquals(List.of("POST /access/v1/evaluation", "{", KNOCK.substring(1, 9)), handedOn);
    receive(request.substring(head + 9));
    assertEquals("end", handedOn.get(4));
    assertEquals("", sent());
  }

  @Test
  void requests_pipelined_areAnsweredInOneGo() {
    assertEquals(ANSWER.repeat(3), ask(request(KNOCK).repeat(3)));
  }

  @Test
  void requests_behindOneHandedOn_waitTheirTurn() {
    receive(request("{}") + request(KNOCK));
    assertEquals(
        List.of(
            "POST /access/v1/evaluation", "{}", "end", "POST /access/v1/evaluation", KNOCK, "end"),
        handedOn);
    respond(HttpResponseStatus.CONTINUE);
    respond(HttpResponseStatus.BAD_REQUEST);
    handedOn.clear();
    receive(request(KNOCK));
    assertEquals(3, handedOn.size());
    respond(HttpResponseStatus.OK);
    respond(HttpResponseStatus.OK);
    String before = sent();
    assertTrue(before.startsWith("HTTP/1.1 100 "), before);
    assertEquals(ANSWER, ask(request(KNOCK)));
  }

  @Test
  void requests_behindOneThatIsAnsweredBeforeItEnds_waitForItsEnd() {
    String longer = request("{" + " ".repeat(KNOCK.length()));
    receive(longer.substring(0, longer.length() - 1));
    respond(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    String before = sent();
    assertTrue(before.startsWith("HTTP/1.1 413 "), before);
    assertEquals(ANSWER, ask(" " + request(KNOCK)));
  }

  @Test
  void requests_afterTheLast_areHandedOn() {
    receive(request("Host: x\r\nConnection: close", "{}"));
    respond(HttpResponseStatus.BAD_REQUEST);
    assertTrue(sent().startsWith("HTTP/1.1 400 "));
    assertHandedOn(request(KNOCK), KNOCK);
  }

  @Test
  void requests_answersNotTaken_areHandedOn() {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    assertHandedOn(request(KNOCK), KNOCK);
  }

  @Test
  void team_notInMemory_isHandedOn() {
    String close =
        KNOCK
            .replace("knock", "close")
            .replace("\"d1\"", "\"d1\",\"properties\":{\"team\":\"acme\"}");
    TeamsInMemory source = new TeamsInMemory();
    source.putText("acme", "id: acme\nplan: team\nsettings: {locked: false}\n");
    List<Runnable> reads = new ArrayList<>();
    ServedGeneration unread = TestChecks.unread(server, source, reads::add);
    channel = channel(TestChecks.of(unread), Limits.DEFAULT);
    assertHandedOn(request(close), close);
    respond(HttpResponseStatus.OK);
    sent();
    reads.forEach(Runnable::run);
    assertTrue(ask(request(close)).contains("\"decision\":true"));
    assertEquals(1, reads.size());
  }

  private void assertHandedOn(String request, String body) {
    handedOn.clear();
    receive(request);
    assertEquals("", sent());
    assertEquals(body, handedOn.get(1));
    assertEquals("end", handedOn.get(2));
    assertEquals(3, handedOn.size());
  }

  private static String request(String body) {
    return request("Host: x", body);
  }

  private static String request(String headers, String body) {
    return "POST /access/v1/evaluation HTTP/1.1\r\n"
        + headers
        + "\r\nContent-Type: application/json\r\nContent-Length: "
        + body.getBytes(StandardCharsets.ISO_8859_1).length
        + "\r\n\r\n"
        + body;
  }

  private String ask(String request) {
    receive(request);
    return sent();
  }

  /** Receives bytes in one go, in so many buffers. */
  private void receive(String... buffers) {
    Object[] reads = new Object[buffers.length];
    for (int i = 0; i < reads.length; i++) {
      reads[i] = Unpooled.copiedBuffer(buffers[i], StandardCharsets.ISO_8859_1);
    }
    channel.writeInbound(reads);
    for (Object read : reads) {
      assertEquals(0, ((ByteBuf) read).refCnt());
    }
  }

  private void respond(HttpResponseStatus status) {
    ChannelFuture unused =
        channel
            .pipeline()
            .context(Behind.class)
            .writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER));
  }

  private String sent() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }
    return all.toString();
  }

  private double fast(String outcome) {
    return Counts.fastPath(registry, "http", outcome);
  }

  private double counted() {
    return Counts.requests(registry, "evaluation", "200");
  }
}
