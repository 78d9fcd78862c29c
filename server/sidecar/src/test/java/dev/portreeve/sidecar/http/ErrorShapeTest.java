package dev.portreeve.sidecar.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.sidecar.testing.ServerPair;
import dev.portreeve.source.testing.TestSets;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcStatus;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every error over HTTP has the same three members, and the field over gRPC is for programs. */
class ErrorShapeTest {
  private static ServerPair servers;

  @BeforeAll
  static void start() {
    servers = ServerPair.of(TestSets.of("doors"));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static void expect(int status, String code, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    JsonObject error = new JsonObject(response.body());
    assertEquals(Set.of("error", "field", "code"), error.fieldNames());
    assertEquals(code, error.getString("code"));
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
  }

  private static HttpRequest.Builder request(RunningServer server, String type, String body) {
    return server
        .http()
        .request("/access/v1/evaluation")
        .header("content-type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  @Test
  void errors_overHttp_haveOneShape() {
    for (RunningServer server : servers.both()) {
      String path = "/access/v1/evaluation";
      expect(400, "invalid_request", server.http().post(path, "{}"));
      expect(400, "invalid_request", server.http().post("/access/v1/evaluations", "[]"));
      expect(404, "not_found", server.http().get("/nothing"));
      expect(405, "method_not_allowed", server.http().get(path));
      expect(413, "too_large", server.http().post(path, " ".repeat(70_000)));
      expect(414, "target_too_long", server.http().get("/" + "x".repeat(9_000)));
      expect(
          415,
          "unsupported_media_type",
          server
              .http()
              .send(request(server, "application/json", "{}").header("content-encoding", "br")));
      expect(
          431,
          "headers_too_large",
          server
              .http()
              .send(server.http().request(path).header("x-long", "x".repeat(40_000)).GET()));
      expect(
          505,
          "version_not_supported",
          server
              .http()
              .send(
                  server
                      .http()
                      .request("/portreeve.v1.DecisionService/Check")
                      .header("content-type", "application/grpc")
                      .POST(HttpRequest.BodyPublishers.ofString(""))));
    }
  }

  @Test
  void call_malformed_namesTheFieldInTheDetailsOfItsStatus() throws InvalidProtocolBufferException {
    for (RunningServer server : servers.both()) {
      CheckRequest request =
          CheckRequest.newBuilder()
              .setSubject(dev.portreeve.proto.v1.Subject.newBuilder().setType("user").setId("ana"))
              .setAction(dev.portreeve.proto.v1.Action.newBuilder().setName("door.open"))
              .setResource(dev.portreeve.proto.v1.Resource.newBuilder().setId("d1"))
              .build();
      GrpcClientResponse<?, ?> reply = server.grpc().call(DecisionServiceGrpcClient.Check, request);
      assertEquals(GrpcStatus.INVALID_ARGUMENT, reply.status());
      String details = reply.headers().get("grpc-status-details-bin");
      Status status = Status.parseFrom(Base64.getDecoder().decode(details));
      assertEquals(GrpcStatus.INVALID_ARGUMENT.code, status.getCode());
      assertEquals(reply.statusMessage(), status.getMessage());
      assertEquals(1, status.getDetailsCount());
      BadRequest.FieldViolation violation =
          status.getDetails(0).unpack(BadRequest.class).getFieldViolations(0);
      assertEquals("resource.type", violation.getField());
      assertTrue(violation.getDescription().contains("is required"), violation::toString);
    }
  }
}
