package dev.portreeve.sidecar.connection;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.sidecar.config.Address;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RawHttp1;
import dev.portreeve.sidecar.testing.RawHttp2;
import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.TestSets;
import io.vertx.grpc.reflection.v1.ServerReflectionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that a client asks for and does not read count among the bytes in flight. */
class UnsentAnswersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long BUDGET = 256 << 10;

  /* Less than the answer to any of these batches, and more than anything else of a request. */
  private static final long ANSWER = 4_000;
  private static final long FEW_ANSWERS = 100_000;
  private static final int BATCHES = 90;
  private static final Pattern IN_FLIGHT = Pattern.compile("portreeve_in_flight_bytes ([0-9.E]+)");
  private static final Pattern REFUSED =
      Pattern.compile("limits_total\\{limit=\"(?:in_flight|unread)\"} ([0-9.E]+)");

  /** A short request with a long answer. */
  private static final String JSON =
      DoorRequests.CHECK.replaceFirst("}$", ",\"evaluations\":[" + "{},".repeat(899) + "{}]}");

  private RunningServer server;

  @BeforeEach
  void start() {
    server =
        RunningServer.of(
            TestSets.of("doors"),
            Map.of(
                "--max-batch", "65536",
                "--max-check", "32768",
                "--max-in-flight", Long.toString(BUDGET),
                "--queue-timeout", "1"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void batches_ofAClientWithoutAWindow_areRefusedOnceTheBudgetIsFull() throws IOException {
    byte[] batch = JSON.getBytes(StandardCharsets.UTF_8);
    ask(DoorRequests.BATCH_PATH, "application/json", batch);
  }

  @Test
  void grpcBatches_ofAClientWithoutAWindow_areRefusedOnceTheBudgetIsFull() throws IOException {
    CheckRequest one = DoorRequests.grpcCheck();
    CheckBatchRequest items =
        CheckBatchRequest.newBuilder()
            .setSubject(one.getSubject())
            .setAction(one.getAction())
            .setResource(one.getResource())
            .addAllEvaluations(Collections.nCopies(900, CheckRequest.getDefaultInstance()))
            .build();
    byte[] batch = RawHttp2.message(items.toByteArray());
    ask(DoorRequests.GRPC_BATCH, "application/grpc", batch);
  }

  private void ask(String path, String type, byte[] batch) throws IOException {
    try (RawHttp2 client = RawHttp2.to(port(), 0)) {
      for (int i = 0; i < BATCHES && figure(REFUSED) == 0; i++) {
        int stream = 2 * i + 1;
        client.post(stream, path, type);
        client.data(stream, batch, true);
        RawHttp2.Frame frame = client.read();
        while (frame.stream() != stream) {
          frame = client.read(); // a reset of one that was not read for long
        }
        assertTrue(figure(IN_FLIGHT) < BUDGET);
      }
      assertTrue(figure(REFUSED) > 0);
    }
    Eventually.becomes(0.0, PATIENCE, () -> figure(IN_FLIGHT));
  }

  @Test
  void answer_thatTheWindowDoesNotTake_countsUntilItIsSent() throws IOException {
    byte[] batch = JSON.getBytes(StandardCharsets.UTF_8);
    try (RawHttp2 client = RawHttp2.to(port(), 0)) {
      client.post(1, DoorRequests.BATCH_PATH, "application/json");
      client.data(1, batch, true);
      client.read();
      Eventually.becomes(true, PATIENCE, () -> figure(IN_FLIGHT) > ANSWER);
      client.window(1, 1 << 20);
      client.awaitEnd(1);
      Eventually.becomes(0.0, PATIENCE, () -> figure(IN_FLIGHT));
    }
  }

  @Test
  void reflection_ofAClientWithoutAWindow_isReadNoFurther() throws IOException {
    byte[] request =
        RawHttp2.message(
            ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("portreeve.v1.DecisionService")
                .build()
                .toByteArray());
    try (RawHttp2 client = RawHttp2.to(port(), 0)) {
      client.post(
          1, "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", "application/grpc");
      for (int i = 0; i < 500; i++) {
        client.data(1, request, false);
        assertTrue(figure(IN_FLIGHT) < FEW_ANSWERS);
      }
      Eventually.becomes(true, PATIENCE, () -> figure(IN_FLIGHT) > ANSWER);
    }
    Eventually.becomes(0.0, PATIENCE, () -> figure(IN_FLIGHT));
  }

  @Test
  void batches_pipelinedAndNotRead_areReadNoFurther() throws Exception {
    byte[] batch = RawHttp1.post(DoorRequests.BATCH_PATH, JSON).getBytes(StandardCharsets.UTF_8);
    Thread sender;
    try (RawHttp1 client = new RawHttp1(port())) {
      sender = new Thread(() -> sendMany(client, batch));
      sender.start();
      for (int i = 0; i < 20; i++) {
        assertTrue(figure(IN_FLIGHT) < BUDGET);
        sender.join(50);
      }
    }
    sender.join();
    Eventually.becomes(0.0, PATIENCE, () -> figure(IN_FLIGHT));
  }

  private static void sendMany(RawHttp1 client, byte[] batch) {
    try {
      for (int i = 0; i < 10 * BATCHES; i++) {
        client.send(batch);
      }
    } catch (IOException e) {
      // the server has closed, or this test
    }
  }

  private int port() {
    return ((Address.Tcp) server.address()).port();
  }

  private double figure(Pattern name) {
    String metrics = server.management().get("/metrics").body();
    double sum = 0;
    for (Matcher found = name.matcher(metrics); found.find(); ) {
      sum += Double.parseDouble(found.group(1));
    }
    return sum;
  }
}
