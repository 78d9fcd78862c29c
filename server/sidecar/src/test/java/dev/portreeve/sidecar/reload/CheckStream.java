package dev.portreeve.sidecar.reload;

import dev.portreeve.sidecar.testing.RunningServer;
import dev.portreeve.source.testing.GenerationSet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a server without a pause, over HTTP and gRPC, and notes every answer that is not whole. */
final class CheckStream implements AutoCloseable {
  private final RunningServer server;
  private final ExecutorService callers = Executors.newFixedThreadPool(3);
  private final List<Future<?>> running = new ArrayList<>();
  private final Map<String, String> reasonByVersion = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();
  private volatile boolean over;

  CheckStream(RunningServer server) {
    this.server = server;
    start(() -> note(server.http().check(request(GenerationSet.ONE)).getJsonObject("context")));
    start(() -> note(server.grpc().check(request(GenerationSet.TWO)).getJsonObject("context")));
    start(this::batch);
  }

  /** The reason that a check is given now. */
  String reason() {
    return server
        .http()
        .check(request(GenerationSet.TWO))
        .getJsonObject("context")
        .getString("reason");
  }

  long answers() {
    return answers.get();
  }

  /** What was wrong with answers; ends the stream. */
  List<String> finish() throws Exception {
    over = true;
    for (Future<?> caller : running) {
      caller.get(30, TimeUnit.SECONDS);
    }
    return List.copyOf(wrong);
  }

  private boolean batch() {
    JsonObject context = new JsonObject().put("subject", request("x").get("subject"));
    context.put("resource", request("x").get("resource"));
    JsonArray items = new JsonArray();
    for (int i = 0; i < 10; i++) {
      String action = i % 2 == 0 ? GenerationSet.ONE : GenerationSet.TWO;
      items.add(new JsonObject().put("action", new JsonObject().put("name", action)));
    }
    JsonArray decided =
        server
            .http()
            .checkBatch(context.put("evaluations", items).getMap())
            .getJsonArray("evaluations");
    JsonObject first = decided.getJsonObject(0).getJsonObject("context");
    for (int i = 0; i < decided.size(); i++) {
      JsonObject other = decided.getJsonObject(i).getJsonObject("context");
      note(other);
      if (!other.getString("policy_version").equals(first.getString("policy_version"))) {
        wrong.add("a batch of two versions: " + decided.encode());
      }
    }
    return true;
  }

  private boolean note(JsonObject context) {
    String reason = context.getString("reason");
    String known = reasonByVersion.putIfAbsent(context.getString("policy_version"), reason);
    if (known != null && !known.equals(reason)) {
      wrong.add("a version of two generations: " + known + " and " + context.encode());
    }
    if (!reason.startsWith("g") || !context.getString("message").contains(reason)) {
      wrong.add("an answer of no valid set: " + context.encode());
    }
    answers.incrementAndGet();
    return true;
  }

  private void start(Callable<Boolean> ask) {
    running.add(
        callers.submit(
            () -> {
              while (!over) {
                try {
                  ask.call();
                } catch (Exception | AssertionError e) {
                  wrong.add("a check failed: " + e);
                }
              }
            }));
  }

  private static Map<String, Object> request(String action) {
    return Map.of(
        "subject", Map.of("type", "user", "id", "ana"),
        "action", Map.of("name", action),
        "resource", Map.of("type", "thing", "id", "t1"));
  }

  @Override
  public void close() {
    over = true;
    callers.shutdownNow();
  }
}
