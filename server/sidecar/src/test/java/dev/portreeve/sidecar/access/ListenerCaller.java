package dev.portreeve.sidecar.access;

import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.RunningServer;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks something at any listener of a server, over TLS or a unix socket, in any protocol. */
final class ListenerCaller implements AutoCloseable {
  private static final JsonObject CHECK =
      new JsonObject(
          """
          {"subject": {"type": "user", "id": "noa"}, "resource": {"type": "team", "id": "birch",
             "properties": {"team": "birch"}},
           "action": {"name": "settings.view", "properties": {"setting": "vault_export"}}}
          """);
  private static final ServiceMethod<
          io.envoyproxy.envoy.service.auth.v3.CheckResponse,
          io.envoyproxy.envoy.service.auth.v3.CheckRequest>
      ENVOY =
          ServiceMethod.client(
              ServiceName.create("envoy.service.auth.v3.Authorization"),
              "Check",
              GrpcMessageEncoder.encoder(),
              GrpcMessageDecoder.decoder(
                  io.envoyproxy.envoy.service.auth.v3.CheckResponse.newBuilder()));

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Map<String, HttpClient> clients = new HashMap<>();
  private final Map<String, GrpcClient> callers = new HashMap<>();
  private final Path folder;
  private final Path ca;

  /** What a connection is made of. */
  enum Over {
    TLS,
    UNIX
  }

  /** Something to ask, with whoever answers it. */
  enum Question {
    CHECK,
    CHECK_BY_GRPC,
    BATCH_BY_GRPC,
    SEARCH,
    PROXY_CHECK,
    ENVOY_CHECK,
    METRICS,
    REPORT,
    ADMIN;

    List<HttpVersion> versions() {
      return isCall()
          ? List.of(HttpVersion.HTTP_2)
          : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2);
    }

    boolean ofAProxy() {
      return this == PROXY_CHECK || this == ENVOY_CHECK;
    }

    private boolean isCall() {
      return this == CHECK_BY_GRPC || this == BATCH_BY_GRPC || this == ENVOY_CHECK;
    }

    /** The status of an answer. */
    String answered() {
      return isCall() ? "OK" : this == ADMIN ? "404" : "200";
    }

    /** The status for somebody who is not known. */
    String unknown() {
      return isCall() ? "UNAUTHENTICATED" : "401";
    }

    Address of(RunningServer server) {
      return switch (this) {
        case METRICS, REPORT -> server.sidecar().managing();
        case ADMIN -> server.sidecar().administering().orElseThrow();
        default -> server.address();
      };
    }

    private String path() {
      return switch (this) {
        case CHECK -> "/access/v1/evaluation";
        case SEARCH -> "/access/v1/search/action";
        case PROXY_CHECK -> "/check/nginx";
        case METRICS -> "/metrics";
        case REPORT -> "/readyz?verbose";
        case ADMIN -> "/admin/v1/nothing-is-here";
        default -> throw new IllegalStateException(this + " is a call");
      };
    }
  }

  /**
   * @param folder of the certificates of clients
   * @param ca that has signed the server's
   */
  ListenerCaller(Path folder, Path ca) {
    this.folder = folder;
    this.ca = ca;
  }

  /**
   * The status of the answer.
   *
   * @param as the name of a client certificate's files, or empty
   */
  String ask(
      Address at, Question question, HttpVersion version, Map<String, String> headers, String as) {
    return question.isCall()
        ? call(at, question, headers, as)
        : send(at, question, version, headers, as);
  }

  private HttpClientOptions options(Address at, HttpVersion version, String as) {
    Optional<Path> certificate =
        as.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(as + ".pem"));
    return SecureCaller.options(at, version, ca, certificate);
  }

  private static String key(Address at, HttpVersion version, String as) {
    return (at instanceof Address.Tcp) + " " + version + " " + as;
  }

  private String send(
      Address at, Question question, HttpVersion version, Map<String, String> headers, String as) {
    HttpClient client =
        clients.computeIfAbsent(
            key(at, version, as), unused -> vertx.createHttpClient(options(at, version, as)));
    boolean body = question == Question.CHECK || question == Question.SEARCH;
    RequestOptions request =
        new RequestOptions()
            .setMethod(body ? HttpMethod.POST : HttpMethod.GET)
            .setServer(at.socket())
            .setHost("127.0.0.1")
            .setURI(question.path());
    headers.forEach(request::putHeader);
    if (body) {
      request.putHeader("content-type", "application/json");
    }
    if (question == Question.PROXY_CHECK) {
      request
          .putHeader("X-Original-Method", "GET")
          .putHeader("X-Original-URI", "/collections/c1/export")
          .putHeader("X-Original-Host", "birch.localhost")
          .putHeader("X-User", "ben")
          .putHeader("X-Team", "birch")
          .putHeader("X-Workspace-Role", "editor");
    }
    return GrpcCaller.onALoop(
        vertx,
        () ->
            client
                .request(request)
                .compose(call -> call.send(body ? CHECK.encode() : ""))
                .compose(answer -> answer.body().map(all -> answer.statusCode() + "")));
  }

  private String call(Address at, Question question, Map<String, String> headers, String as) {
    GrpcClient client =
        callers.computeIfAbsent(
            key(at, HttpVersion.HTTP_2, as),
            unused -> GrpcClient.client(vertx, options(at, HttpVersion.HTTP_2, as)));
    return switch (question) {
      case CHECK_BY_GRPC ->
          call(
              client,
              at,
              DecisionServiceGrpcClient.Check,
              ProtoJson.request(CHECK.getMap()),
              headers);
      case BATCH_BY_GRPC -> {
        CheckBatchRequest batch =
            CheckBatchRequest.newBuilder()
                .addEvaluations(ProtoJson.request(CHECK.getMap()))
                .build();
        yield call(client, at, DecisionServiceGrpcClient.CheckBatch, batch, headers);
      }
      default -> call(client, at, ENVOY, envoy(), headers);
    };
  }

  private static io.envoyproxy.envoy.service.auth.v3.CheckRequest envoy() {
    AttributeContext.HttpRequest http =
        AttributeContext.HttpRequest.newBuilder()
            .setMethod("GET")
            .setHost("birch.localhost")
            .setPath("/collections/c1/export")
            .putHeaders("x-user", "ben")
            .build();
    return io.envoyproxy.envoy.service.auth.v3.CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
        .build();
  }

  private <Q, A> String call(
      GrpcClient client,
      Address at,
      ServiceMethod<A, Q> method,
      Q message,
      Map<String, String> headers) {
    return GrpcCaller.onALoop(
        vertx,
        () ->
            client
                .request(at.socket(), method)
                .compose(
                    call -> {
                      headers.forEach(call.headers()::add);
                      return call.send(message).compose(ListenerCaller::status);
                    }));
  }

  private static <Q, A> Future<String> status(GrpcClientResponse<Q, A> response) {
    return response
        .last()
        .map(Optional::of)
        .otherwise(Optional.empty())
        .map(answer -> response.status().name());
  }

  @Override
  public void close() {
    GrpcCaller.await(vertx.close());
  }
}
