package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawCall;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.ServerPair;
import dev.portreeve.source.testing.TestSets;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.grpc.reflection.v1.ServerReflectionResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the protocol of gRPC says about calls that are not as they should be. */
class CallProtocolTest {
  private static final String CHECK = DoorRequests.GRPC_CHECK;
  private static final String BATCH = DoorRequests.GRPC_BATCH;
  private static final String ENVOY = "/envoy.service.auth.v3.Authorization/Check";
  private static final String REFLECTION =
      "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
  private static final byte[] KNOCK = DoorRequests.grpcCheck().toByteArray();
  private static final int OVER_A_MEGABYTE = (1 << 20) + 100;
  private static ServerPair servers;

  @BeforeAll
  static void start() {
    servers = ServerPair.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {CHECK, BATCH, ENVOY, REFLECTION})
  void message_flaggedWithoutAnEncoding_isInternal(String path) {
    for (Http2Headers headers :
        List.of(RawCall.headers(path), RawCall.headers(path).set("grpc-encoding", "identity"))) {
      assertStatus(13, ask(headers, RawCall.framed(1, KNOCK)), "compressed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CHECK, BATCH, ENVOY, REFLECTION})
  void message_flagOfNoMeaning_isInternal(String path) {
    assertStatus(13, ask(RawCall.headers(path), RawCall.framed(2, KNOCK)), "0 or 1");
  }

  @Test
  void message_gzip_isTaken() {
    Http2Headers gzip = RawCall.headers(CHECK).set("grpc-encoding", "gzip");
    String wanted = ask(RawCall.headers(CHECK), RawCall.framed(0, KNOCK));
    assertEquals(wanted, ask(gzip, RawCall.framed(1, RawCall.gzip(KNOCK))));
    assertEquals(wanted, ask(gzip, RawCall.framed(0, KNOCK)));
  }

  @Test
  void message_gzipThatInflatesBeyondTheLimit_isResourceExhausted() {
    byte[] bomb = RawCall.gzip(new byte[50 << 20]);
    assertTrue(bomb.length < 64 << 10, "small enough to be let in");
    Http2Headers gzip = RawCall.headers(CHECK).set("grpc-encoding", "gzip");
    assertStatus(8, ask(gzip, RawCall.framed(1, bomb)), "larger than 65536 bytes");
  }

  @Test
  void message_gzipBroken_isInternal() {
    byte[] cut = Arrays.copyOf(RawCall.gzip(KNOCK), 20);
    Http2Headers gzip = RawCall.headers(CHECK).set("grpc-encoding", "gzip");
    assertStatus(13, ask(gzip, RawCall.framed(1, cut)), "not compressed with gzip");
  }

  @Test
  void message_otherEncoding_isUnimplementedAndSaysWhich() {
    Http2Headers snappy = RawCall.headers(CHECK).set("grpc-encoding", "snappy");
    String heard = ask(snappy, RawCall.framed(1, KNOCK));
    assertStatus(12, heard, "identity,gzip");
    assertTrue(heard.contains("grpc-accept-encoding=identity,gzip"), heard);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHECK, BATCH, ENVOY})
  void call_noMessageOrTwo_isUnimplemented(String path) {
    assertStatus(12, ask(RawCall.headers(path), new byte[0]), "none came");
    byte[] two = joined(RawCall.framed(0, KNOCK), RawCall.framed(0, KNOCK));
    assertStatus(12, ask(RawCall.headers(path), two), "more than that came");
  }

  @Test
  void call_endsWithinItsMessage_isInternal() {
    byte[] whole = RawCall.framed(0, KNOCK);
    for (int length : new int[] {1, 4, 5, whole.length - 1}) {
      assertStatus(13, ask(RawCall.headers(CHECK), Arrays.copyOf(whole, length)), "ends within");
    }
  }

  @Test
  void text_colonAndOtherLetters_areEncodedAsGrpcSaysOnly() {
    String heard = ask(RawCall.headers(CHECK), RawCall.framed(0, new byte[0]));
    assertTrue(
        heard.contains("grpc-message=subject: `subject` is required and must not be empty"), heard);
    assertEquals("a: b%25 %C3%BC%0A~", CallReply.encode("a: b% \u00fc\n~"));
  }

  @ParameterizedTest
  @CsvSource({CHECK + ", 65536", BATCH + ", 1048576", ENVOY + ", 1048576"})
  void message_overAMegabyte_isResourceExhaustedWithAText(String path, int limit) {
    byte[] large = RawCall.framed(0, new byte[OVER_A_MEGABYTE]);
    assertStatus(8, ask(RawCall.headers(path), large), "larger than " + limit + " bytes");
  }

  @Test
  void call_overHttp1_saysThatItNeedsHttp2() throws IOException {
    try (RawHttp1 http = new RawHttp1(servers.on().address())) {
      String answer =
          http.send(
                  "POST "
                      + CHECK
                      + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/grpc\r\n"
                      + "Content-Length: 0\r\n\r\n")
              .read();
      assertTrue(answer.startsWith("HTTP/1.1 505 "), answer);
      assertTrue(answer.contains("HTTP/2"), answer);
    }
  }

  @Test
  void reflection_severalRequestsOnAStream_areAllAnswered() throws IOException {
    ByteArrayOutputStream questions = new ByteArrayOutputStream();
    List<ServerReflectionRequest> requests =
        List.of(
            ServerReflectionRequest.newBuilder().setListServices("").build(),
            ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("portreeve.v1.DecisionService.Check")
                .build(),
            ServerReflectionRequest.newBuilder()
                .setFileByFilename("google/protobuf/struct.proto")
                .build(),
            ServerReflectionRequest.newBuilder().setFileContainingSymbol("no.Such").build(),
            ServerReflectionRequest.newBuilder().setListServices("").build());
    for (ServerReflectionRequest request : requests) {
      questions.writeBytes(RawCall.framed(0, request.toByteArray()));
    }
    String heard = ask(RawCall.headers(REFLECTION), questions.toByteArray());
    assertTrue(heard.contains("grpc-status=0"), heard);
    List<ServerReflectionResponse> answers = answers(heard);
    assertEquals(requests.size(), answers.size());
    assertEquals(5, answers.get(0).getListServicesResponse().getServiceCount());
    assertEquals(2, answers.get(1).getFileDescriptorResponse().getFileDescriptorProtoCount());
    assertEquals(1, answers.get(2).getFileDescriptorResponse().getFileDescriptorProtoCount());
    assertEquals(5, answers.get(3).getErrorResponse().getErrorCode());
    assertEquals(requests.get(4), answers.get(4).getOriginalRequest());
  }

  @Test
  void reflection_bytesThatAreNoMessage_areRefused() {
    byte[] wrong = RawCall.framed(0, new byte[] {10, 9, 1});
    assertStatus(3, ask(RawCall.headers(REFLECTION), wrong), "not a message");
    byte[] large = RawCall.framed(0, new byte[5_000]);
    assertStatus(8, ask(RawCall.headers(REFLECTION), large), "larger than 4096 bytes");
    byte[] cut = Arrays.copyOf(RawCall.framed(0, KNOCK), 7);
    assertStatus(13, ask(RawCall.headers(REFLECTION), cut), "ends within");
  }

  private static List<ServerReflectionResponse> answers(String heard) throws IOException {
    byte[] data = HexFormat.of().parseHex(heard.substring(heard.lastIndexOf('\n') + 1));
    List<ServerReflectionResponse> answers = new ArrayList<>();
    for (int at = 0; at < data.length; ) {
      int length = java.nio.ByteBuffer.wrap(data).getInt(at + 1);
      byte[] message = Arrays.copyOfRange(data, at + 5, at + 5 + length);
      answers.add(ServerReflectionResponse.parseFrom(message));
      at += 5 + length;
    }
    return answers;
  }

  /** What is heard, with the fast path and without it. */
  private static String ask(Http2Headers headers, byte[] data) {
    String heard = RawCall.send(servers.on().address(), headers, data);
    assertEquals(RawCall.send(servers.off().address(), headers, data), heard);
    assertFalse(heard.contains("reset"), heard);
    return heard;
  }

  private static void assertStatus(int status, String heard, String text) {
    assertTrue(heard.contains("grpc-status=" + status + " "), heard);
    String message = heard.substring(heard.indexOf("grpc-message="));
    assertTrue(message.contains(text), heard);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }
}
