package dev.portreeve.sidecar.access;

import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.certification.Asker;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Asks a server as somebody: over TLS at a port, in clear text at a unix socket. */
final class SecureCaller implements Asker, AutoCloseable {
  private final Vertx vertx;
  private final Address address;
  private final Map<String, String> headers;
  private final HttpClient http;
  private final GrpcClient grpc;

  /** How a call ended: the name of its status, and the answer where there is one. */
  record Outcome(String status, Optional<Boolean> decision) {}

  /**
   * @param ca that has signed the server's certificate
   * @param headers that show a credential
   * @param certificate of the client beside its key, or empty
   */
  SecureCaller(
      Vertx vertx,
      Address address,
      HttpVersion version,
      Path ca,
      Map<String, String> headers,
      Optional<Path> certificate) {
    this.vertx = vertx;
    this.address = address;
    this.headers = headers;
    HttpClientOptions options = options(address, version, ca, certificate);
    this.http = vertx.createHttpClient(options);
    this.grpc =
        GrpcClient.client(
            vertx, new HttpClientOptions(options).setProtocolVersion(HttpVersion.HTTP_2));
  }

  /** What a client needs at an address: at a port TLS with ALPN and perhaps a certificate. */
  static HttpClientOptions options(
      Address address, HttpVersion version, Path ca, Optional<Path> certificate) {
    if (!(address instanceof Address.Tcp)) {
      return new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
    }
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setProtocolVersion(version)
            .setTrustOptions(new PemTrustOptions().addCertPath(ca.toString()));
    certificate.ifPresent(
        file ->
            options.setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(file.toString())
                    .setKeyPath(file.toString().replace(".pem", ".key"))));
    return options;
  }

  /** Posts a body with a request id. */
  Reply post(String path, String type, String body) {
    return post(path, type, body, "r-1");
  }

  @Override
  public Reply post(String path, String contentType, String body, String requestId) {
    RequestOptions request = request(HttpMethod.POST, path);
    if (!contentType.isEmpty()) {
      request.putHeader("content-type", contentType);
    }
    if (!requestId.isEmpty()) {
      request.putHeader("x-request-id", requestId);
    }
    return send(request, body);
  }

  @Override
  public Reply get(String path) {
    return send(request(HttpMethod.GET, path), "");
  }

  private RequestOptions request(HttpMethod method, String path) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(method)
            .setServer(address.socket())
            .setHost("127.0.0.1")
            .setURI(path);
    headers.forEach(request::putHeader);
    return request;
  }

  private Reply send(RequestOptions request, String body) {
    return GrpcCaller.onALoop(
        vertx,
        () -> http.request(request).compose(call -> call.send(body).compose(SecureCaller::read)));
  }

  private static Future<Reply> read(HttpClientResponse response) {
    return response
        .body()
        .map(Buffer::toString)
        .map(
            body ->
                new Reply(
                    response.statusCode(),
                    Objects.requireNonNullElse(response.getHeader("content-type"), ""),
                    Optional.ofNullable(response.getHeader("x-request-id")),
                    body));
  }

  /** Makes a check over gRPC. */
  Outcome call(String json) {
    CheckRequest message = ProtoJson.request(new JsonObject(json).getMap());
    return GrpcCaller.onALoop(
        vertx,
        () ->
            grpc.request(address.socket(), DecisionServiceGrpcClient.Check)
                .compose(
                    call -> {
                      headers.forEach(call.headers()::add);
                      return call.send(message).compose(SecureCaller::outcome);
                    }));
  }

  private static Future<Outcome> outcome(GrpcClientResponse<CheckRequest, CheckResponse> response) {
    return response
        .last()
        .map(Optional::of)
        .otherwise(Optional.empty())
        .map(
            answer ->
                new Outcome(
                    response.status().name(),
                    answer
                        .map(each -> new JsonObject(ProtoJson.answer(each)))
                        .map(each -> each.getBoolean("decision"))));
  }

  @Override
  public void close() {
    GrpcCaller.await(http.close());
    GrpcCaller.await(grpc.close());
  }
}
