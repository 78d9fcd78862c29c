package dev.portreeve.sidecar.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.TestSets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.v1.HealthCheckRequest;
import io.vertx.grpc.health.v1.HealthCheckResponse;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import io.vertx.grpc.reflection.v1.ServerReflectionResponse;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers other than our own may send, and what the standard services answer. */
class WireTest {
  private static final String CHECK = "/portreeve.v1.DecisionService/Check";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int END_HEADERS = 4;
  private static final byte[] NO_MESSAGE = {};
  private static final byte[] EMPTY_MESSAGE = {0, 0, 0, 0, 0};
  private static final byte[] NOT_A_CHECK = {0, 0, 0, 0, 3, 10, 9, 1};
  private static final byte[] COMPRESSED = {1, 0, 0, 0, 2, 31, -117};
  private static final byte[] TWO_MESSAGES = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final ServiceMethod<HealthCheckResponse, HealthCheckRequest> HEALTH =
      ServiceMethod.client(
          ServiceName.create("grpc.health.v1.Health"),
          "Check",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(HealthCheckResponse.newBuilder()));
  private static RunningServer server;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    server = RunningServer.of(TestSets.of("doors"));
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    GrpcCaller.await(vertx.close());
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "portreeve.v1.DecisionService"})
  void health_ready_serving(String service) {
    HealthCheckResponse response =
        server.grpc().ask(HEALTH, HealthCheckRequest.newBuilder().setService(service).build());
    assertEquals(HealthCheckResponse.ServingStatus.SERVING, response.getStatus());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc.reflection.v1", "grpc.reflection.v1alpha"})
  void reflection_services_areListedAndDescribed(String version) throws Exception {
    ServerReflectionResponse list =
        reflect(version, ServerReflectionRequest.newBuilder().setListServices("*").build());
    List<String> names =
        list.getListServicesResponse().getServiceList().stream().map(s -> s.getName()).toList();
    assertTrue(names.contains("portreeve.v1.DecisionService"), names.toString());
    assertTrue(names.contains("grpc.health.v1.Health"), names.toString());
    assertEquals("portreeve.v1", described(version, "portreeve.v1.DecisionService").getPackage());
    String itself = version + ".ServerReflection";
    assertTrue(names.contains(itself), names.toString());
    FileDescriptorProto file = described(version, itself);
    assertEquals(version, file.getPackage());
    assertEquals(
        "." + version + ".ServerReflectionRequest", file.getService(0).getMethod(0).getInputType());
  }

  /** The file that has a symbol; it can be read as it is told. */
  private static FileDescriptorProto described(String version, String symbol) throws Exception {
    ServerReflectionResponse response =
        reflect(
            version, ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol).build());
    return FileDescriptorProto.parseFrom(
        response.getFileDescriptorResponse().getFileDescriptorProto(0));
  }

  @Test
  void call_noMessage_isUnimplemented() {
    assertStatus("12", send(CHECK, "application/grpc", NO_MESSAGE));
  }

  @Test
  void call_emptyMessage_isInvalidArgument() {
    assertStatus("3", send(CHECK, "application/grpc", EMPTY_MESSAGE));
  }

  @Test
  void call_bytesThatAreNoMessage_isInvalidArgument() {
    assertStatus("3", send(CHECK, "application/grpc+proto", NOT_A_CHECK));
  }

  @Test
  void call_secondMessage_isUnimplemented() {
    assertStatus("12", send(CHECK, "application/grpc", TWO_MESSAGES));
  }

  @Test
  void call_saysGzipAndIsNot_isInternal() {
    HttpClientResponse response = send(CHECK, "application/grpc", COMPRESSED);
    assertStatus("13", response);
  }

  @ParameterizedTest
  @CsvSource({
    "/portreeve.v1.DecisionService/Chek, application/grpc, 12, 200",
    "/portreeve.v1.DecisionService/Check, application/grpc+json, , 415",
    "/portreeve.v1.DecisionService/Check, application/grpc-web, , 415",
    "/portreeve.v1.DecisionService/Check, text/plain, , 404"
  })
  void call_otherMethodOrType_isRefused(String path, String type, String grpc, int http) {
    HttpClientResponse response = send(path, type, EMPTY_MESSAGE);
    assertEquals(http, response.statusCode());
    if (grpc != null) {
      assertStatus(grpc, response);
    }
  }

  @Test
  void connection_brokenWhileACallIsHeld_isClosedAndNothingElse() throws Exception {
    ByteBuf headers = Unpooled.buffer();
    new DefaultHttp2HeadersEncoder()
        .encodeHeaders(
            1,
            new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .path(CHECK)
                .set("content-type", "application/grpc"),
            headers);
    ByteBuf frames =
        Unpooled.copiedBuffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", StandardCharsets.US_ASCII);
    frame(frames, SETTINGS, 0, 0, Unpooled.EMPTY_BUFFER);
    frame(frames, HEADERS, END_HEADERS, 1, headers);
    frame(frames, DATA, 0, 0, Unpooled.wrappedBuffer(EMPTY_MESSAGE)); // of no stream
    Address.Tcp address = (Address.Tcp) server.address();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
      socket.setSoTimeout(10_000);
      frames.readBytes(socket.getOutputStream(), frames.readableBytes());
      assertTrue(socket.getInputStream().readAllBytes().length > 0);
    }
    assertStatus("3", send(CHECK, "application/grpc", EMPTY_MESSAGE));
  }

  private static void frame(ByteBuf frames, int type, int flags, int stream, ByteBuf payload) {
    frames
        .writeMedium(payload.readableBytes())
        .writeByte(type)
        .writeByte(flags)
        .writeInt(stream)
        .writeBytes(payload);
  }

  private static ServerReflectionResponse reflect(String version, ServerReflectionRequest request) {
    ServiceMethod<ServerReflectionResponse, ServerReflectionRequest> method =
        ServiceMethod.client(
            ServiceName.create(version + ".ServerReflection"),
            "ServerReflectionInfo",
            GrpcMessageEncoder.encoder(),
            GrpcMessageDecoder.decoder(ServerReflectionResponse.newBuilder()));
    return server.grpc().ask(method, request);
  }

  private static void assertStatus(String status, HttpClientResponse response) {
    String found = response.getHeader("grpc-status");
    assertEquals(status, found == null ? response.getTrailer("grpc-status") : found);
  }

  /** Sends bytes as the body of a call and waits for the end of the response. */
  private static HttpClientResponse send(String path, String type, byte[] body) {
    // Closed at the end, so that it lives so long: a client that nothing refers to closes itself.
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    RequestOptions options =
        new RequestOptions()
            .setServer(server.address().socket())
            .setMethod(HttpMethod.POST)
            .setURI(path)
            .putHeader("content-type", type)
            .putHeader("te", "trailers");
    if (body == COMPRESSED) {
      options.putHeader("grpc-encoding", "gzip");
    }
    return GrpcCaller.await(
        client
            .request(options)
            .compose(
                (HttpClientRequest call) ->
                    call.send(Buffer.buffer(body))
                        .compose(response -> response.end().map(response)))
            .eventually(client::close));
  }
}
