package dev.portreeve.bench.load.servers;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcService;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.server.GrpcServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A bare Vert.x server that answers everything alike: what no server on Vert.x can be faster than.
 */
public final class BaselineServer {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final int CONCURRENT_STREAMS = 1_000;

  /** What a floor does with a request. */
  public enum Kind {
    /** Reads the body. */
    CONSTANT("bare"),
    /** Reads the body and parses it into a JSON object. */
    PARSED("bare with JSON"),
    /** Takes and gives the messages of {@code Check}. */
    GRPC("bare gRPC");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private BaselineServer() {}

  /**
   * Serves until it is ended.
   *
   * @param args the kind, and a file with the answer
   */
  public static void main(String[] args) throws Exception {
    byte[] answer = Files.readAllBytes(Path.of(args[1]));
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    Handler<HttpServerRequest> handler = handler(vertx, Kind.valueOf(args[0]), answer);
    /* One listener is one event loop. The options are those that Portreeve listened with before limits came. */
    HttpServerOptions options =
        new HttpServerOptions()
            .setAcceptBacklog(1_024)
            .setHandle100ContinueAutomatically(true)
            .setHttp2ClearTextEnabled(true);
    options.getInitialSettings().setMaxConcurrentStreams(CONCURRENT_STREAMS);
    int port =
        vertx
            .createHttpServer(options)
            .requestHandler(handler)
            .listen(0, "127.0.0.1")
            .await(1, TimeUnit.MINUTES)
            .actualPort();
    System.out.println("floor ready " + port);
  }

  private static Handler<HttpServerRequest> handler(Vertx vertx, Kind kind, byte[] answer)
      throws InvalidProtocolBufferException {
    Buffer body = Buffer.buffer(answer);
    return switch (kind) {
      case CONSTANT -> request -> request.bodyHandler(read -> reply(request, body));
      case PARSED ->
          request ->
              request.bodyHandler(
                  read -> {
                    if (!read.toJsonObject().isEmpty()) {
                      reply(request, body);
                    }
                  });
      case GRPC -> grpc(vertx, CheckResponse.parseFrom(answer));
    };
  }

  private static void reply(HttpServerRequest request, Buffer body) {
    request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body);
  }

  private static GrpcServer grpc(Vertx vertx, CheckResponse answer) {
    return GrpcServer.server(vertx)
        .callHandler(
            DecisionServiceGrpcService.Check,
            request -> request.handler(message -> request.response().end(answer)));
  }

  /** Starts one with the Java and the options of a server that runs already. */
  public static RunningServer serve(Kind kind, byte[] answer, RunningServer like, Path scratch)
      throws IOException {
    Path file = scratch.resolve(kind.name());
    Files.write(file, answer);
    ChildProcess process =
        ChildProcess.start(
            kind.label(),
            JavaCommand.like(
                like.process().command(), BaselineServer.class, kind.name(), file.toString()),
            Map.of(),
            scratch);
    String ready = process.await("floor ready ");
    int port = Integer.parseInt(ready.substring(ready.lastIndexOf(' ') + 1));
    return new RunningServer(kind.label(), process, port, port);
  }
}
