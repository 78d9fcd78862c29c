package dev.portreeve.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.decision.DecisionPoint;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.ProxySet;
import dev.portreeve.sidecar.testing.RawCall;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RunningServer;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is thrown where a check is decided or its answer written, every request is answered, and
 * exactly once: the next one on the same connection gets its own answer.
 */
class AnsweredOnceTest {
  private static final String ENVOY = "/envoy.service.auth.v3.Authorization/Check";
  private static final int TEAMS = 200;

  /** What the decision point throws where the subject has that id. */
  private static final Map<String, Supplier<Throwable>> THROWN =
      Map.of(
          "runtime", () -> new IllegalStateException("thrown by a test"),
          "overflow", () -> new StackOverflowError("thrown by a test"),
          "linkage", () -> new NoClassDefFoundError("thrown by a test"),
          "assertion", () -> new AssertionError("thrown by a test"),
          "memory", () -> new OutOfMemoryError("thrown by a test"));

  /** Besides, what makes an answer that cannot be written. */
  private static final String UNWRITABLE = "unwritable";

  @TempDir static Path scratch;
  private static RunningServer server;
  private static RunningServer plain;
  private static final AtomicInteger NEXT_TEAM = new AtomicInteger();

  @BeforeAll
  static void start() throws IOException {
    Path set = ProxySet.copy(scratch.resolve("set"));
    for (int i = 0; i < TEAMS; i++) {
      Files.writeString(set.resolve("teams/t" + i + ".yaml"), "id: t" + i + "\nplan: team\n");
    }
    Map<String, String> flags = new HashMap<>(ProxySet.FLAGS);
    server = RunningServer.of(set, flags, AnsweredOnceTest::throwing);
    flags.put("--fast-path", "off");
    plain = RunningServer.of(set, flags, AnsweredOnceTest::throwing);
  }

  @AfterAll
  static void stop() {
    server.close();
    plain.close();
  }

  private static DecisionPoint throwing(DecisionPoint inner) {
    return (snapshot, frame, team) -> {
      if (THROWN.containsKey(frame.subjectId())) {
        throw AnsweredOnceTest.<RuntimeException>unchecked(THROWN.get(frame.subjectId()).get());
      }
      Decision decision = inner.decide(snapshot, frame, team);
      return frame.subjectId().equals(UNWRITABLE)
          ? decision.withDetails(Map.of("odd", new Object()))
          : decision;
    };
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // thrown as what it is
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "overflow", "linkage", "assertion", "memory", UNWRITABLE})
  void json_thrown_isInternalErrorAndTheNextIsAnswered(String id) throws IOException {
    for (RunningServer one : new RunningServer[] {server, plain}) {
      for (String path : new String[] {DoorRequests.CHECK_PATH, DoorRequests.BATCH_PATH}) {
        for (String team : new String[] {"acme", freshTeam()}) {
          try (RawHttp1 connection = new RawHttp1(one.address())) {
            String bad = RawHttp1.post(path, json(id, team));
            String good = RawHttp1.post(path, json("ana", "acme"));
            connection.send(bad + good + bad + good);
            for (int round = 0; round < 2; round++) {
              String first = connection.read();
              assertTrue(first.startsWith("HTTP/1.1 500 "), first);
              assertTrue(first.contains("\"error\":\"internal error\""), first);
              String second = connection.read();
              assertTrue(second.startsWith("HTTP/1.1 200 "), second);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "overflow", "linkage", "assertion", "memory", UNWRITABLE})
  void grpc_thrown_isInternal(String id) {
    for (RunningServer one : new RunningServer[] {server, plain}) {
      for (String team : new String[] {"acme", freshTeam()}) {
        CheckRequest check = message(id, team);
        byte[] batch =
            CheckBatchRequest.newBuilder()
                .addEvaluations(message("ana", "acme"))
                .addEvaluations(check)
                .build()
                .toByteArray();
        assertInternal(one, DoorRequests.GRPC_CHECK, check.toByteArray());
        assertInternal(one, DoorRequests.GRPC_BATCH, batch);
      }
      String good = call(one, DoorRequests.GRPC_CHECK, message("ana", "acme").toByteArray());
      assertTrue(good.contains("grpc-status=0"), good);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"runtime", "overflow", "linkage", "assertion", "memory"})
  void proxies_thrown_neverPass(String id) throws IOException {
    AttributeContext.HttpRequest http =
        AttributeContext.HttpRequest.newBuilder()
            .setMethod("GET")
            .setHost("birch.localhost")
            .setPath("/collections/c1/export")
            .putHeaders("x-user", id)
            .putHeaders("x-team", "birch")
            .putHeaders("x-workspace-role", "editor")
            .build();
    byte[] envoy =
        io.envoyproxy.envoy.service.auth.v3.CheckRequest.newBuilder()
            .setAttributes(
                AttributeContext.newBuilder()
                    .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
            .build()
            .toByteArray();
    assertInternal(server, ENVOY, envoy);
    String request =
        String.join(
            "\r\n",
            "GET /check/caddy HTTP/1.1",
            "Host: x",
            "X-Forwarded-Method: GET",
            "X-Forwarded-Uri: /collections/c1/export",
            "X-Forwarded-Host: birch.localhost",
            "X-Team: birch",
            "X-Workspace-Role: editor",
            "X-User: ");
    try (RawHttp1 connection = new RawHttp1(server.address())) {
      connection.send(request + id + "\r\n\r\n" + request + "ben\r\n\r\n");
      String first = connection.read();
      assertTrue(first.startsWith("HTTP/1.1 500 "), first);
      String second = connection.read();
      assertTrue(second.startsWith("HTTP/1.1 200 "), second);
    }
  }

  private static String freshTeam() {
    return "t" + NEXT_TEAM.getAndIncrement() % TEAMS;
  }

  private static void assertInternal(RunningServer server, String path, byte[] message) {
    String heard = call(server, path, message);
    assertTrue(heard.contains("grpc-status=13 grpc-message=internal error"), heard);
    assertEquals(1, heard.split("grpc-status=", -1).length - 1, heard);
  }

  private static String call(RunningServer server, String path, byte[] message) {
    return RawCall.send(server.address(), RawCall.headers(path), RawCall.framed(0, message));
  }

  private static String json(String id, String team) {
    return "{\"subject\":{\"type\":\"user\",\"id\":\""
        + id
        + "\"},\"action\":{\"name\":\"collection.view\"},\"resource\":{\"type\":\"collection\","
        + "\"id\":\"c1\",\"properties\":{\"team\":\""
        + team
        + "\"}}}";
  }

  private static CheckRequest message(String id, String team) {
    Value name = Value.newBuilder().setStringValue(team).build();
    return CheckRequest.newBuilder()
        .setSubject(Subject.newBuilder().setType("user").setId(id))
        .setAction(Action.newBuilder().setName("collection.view"))
        .setResource(
            Resource.newBuilder()
                .setType("collection")
                .setId("c1")
                .setProperties(Struct.newBuilder().putFields("team", name)))
        .build();
  }
}
