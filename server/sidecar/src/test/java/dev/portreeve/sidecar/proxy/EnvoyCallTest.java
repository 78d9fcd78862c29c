package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Code;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RunningServer;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientRequest;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.client.InvalidStatusException;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvoyCallTest {
  private static final ServiceMethod<CheckResponse, CheckRequest> CHECK =
      ServiceMethod.client(
          ServiceName.create("envoy.service.auth.v3.Authorization"),
          "Check",
          GrpcMessageEncoder.encoder(),
          GrpcMessageDecoder.decoder(CheckResponse.newBuilder()));

  @TempDir private static Path dir;
  private static RunningServer server;
  private static Vertx vertx;
  private static GrpcClient client;

  @BeforeAll
  static void start() {
    server = RunningServer.of(ProxySet.copy(dir.resolve("set")), ProxySet.FLAGS);
    vertx = Vertx.vertx();
    client = GrpcClient.client(vertx);
  }

  @AfterAll
  static void stop() {
    server.close();
    vertx.close().await();
  }

  private static CheckResponse check(AttributeContext.HttpRequest.Builder http) {
    CheckRequest message =
        CheckRequest.newBuilder()
            .setAttributes(
                AttributeContext.newBuilder()
                    .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
            .build();
    Address.Tcp address = (Address.Tcp) server.address();
    return client
        .request(SocketAddress.inetSocketAddress(address.port(), address.host()), CHECK)
        .compose(
            (GrpcClientRequest<CheckRequest, CheckResponse> request) -> {
              request.timeout(10, TimeUnit.SECONDS);
              return request.send(message).compose(GrpcClientResponse::last);
            })
        .await();
  }

  private static AttributeContext.HttpRequest.Builder get(
      String path, Map<String, String> headers) {
    return AttributeContext.HttpRequest.newBuilder()
        .setMethod("GET")
        .setHost("birch.localhost")
        .setPath(path)
        .putAllHeaders(headers);
  }

  private static final Map<String, String> BEN =
      Map.of("x-user", "ben", "x-team", "birch", "x-workspace-role", "editor");

  private static String metadata(CheckResponse response, String field) {
    return response.getDynamicMetadata().getFieldsOrThrow(field).getStringValue();
  }

  @Test
  void check_permitted_isOkWithHeadersAndMetadata() {
    CheckResponse response = check(get("/collections/c1/export?x=1", BEN));
    assertEquals(Code.OK.getNumber(), response.getStatus().getCode());
    assertTrue(response.hasOkResponse());
    assertEquals(
        Map.of(
            "x-portreeve-subject", "ben",
            "x-portreeve-reason", "export_allowed",
            "x-portreeve-policy-version", metadata(response, "policy_version")),
        response.getOkResponse().getHeadersList().stream()
            .collect(
                Collectors.toMap(
                    option -> option.getHeader().getKey(),
                    option -> option.getHeader().getValue())));
    assertEquals("permit", metadata(response, "outcome"));
    assertEquals("export_allowed", metadata(response, "reason"));
  }

  @Test
  void check_denied_isForbiddenAndSaysWhyInMetadataOnly() {
    CheckResponse response =
        check(
            get(
                "/collections/c1/export",
                Map.of("x-user", "eve", "x-team", "acme", "x-workspace-role", "editor")));
    assertEquals(Code.PERMISSION_DENIED.getNumber(), response.getStatus().getCode());
    assertEquals(StatusCode.Forbidden, response.getDeniedResponse().getStatus().getCode());
    assertEquals("", response.getDeniedResponse().getBody());
    assertEquals("deny", metadata(response, "outcome"));
    assertEquals("export_blocked_by_org", metadata(response, "reason"));
  }

  @Test
  void check_nobodySignedIn_isUnauthorized() {
    CheckResponse response = check(get("/collections/c1/export", Map.of("x-team", "birch")));
    assertEquals(Code.UNAUTHENTICATED.getNumber(), response.getStatus().getCode());
    assertEquals(StatusCode.Unauthorized, response.getDeniedResponse().getStatus().getCode());
  }

  @Test
  void check_headerMap_countsLikeHeaders() {
    HeaderMap.Builder headers = HeaderMap.newBuilder();
    BEN.forEach(
        (name, value) -> headers.addHeaders(HeaderValue.newBuilder().setKey(name).setValue(value)));
    assertTrue(
        check(get("/collections/c1/export", Map.of()).setHeaderMap(headers)).hasOkResponse());
    headers.addHeaders(HeaderValue.newBuilder().setKey("X-User").setValue("noa"));
    assertFalse(
        check(get("/collections/c1/export", Map.of()).setHeaderMap(headers)).hasOkResponse());
  }

  @Test
  void check_nothingAsked_isForbidden() {
    assertTrue(check(AttributeContext.HttpRequest.newBuilder()).hasDeniedResponse());
    assertTrue(check(get("/collections/c1/../export", BEN)).hasDeniedResponse());
  }

  @Test
  void check_tooLarge_isAnErrorStatus() {
    InvalidStatusException refused =
        assertThrows(
            InvalidStatusException.class,
            () -> check(get("/collections/c1/export", BEN).setBody("x".repeat(2 << 20))));
    assertEquals(GrpcStatus.RESOURCE_EXHAUSTED, refused.actualStatus());
  }
}
