package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.DecisionServiceGrpcClient;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.conversion.ProtoJson;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.store.Audit;
import dev.portreeve.store.AuditRow;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import dev.portreeve.store.testing.PostgresqlServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.client.GrpcClientResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests' grants in one PostgreSQL database, changed through two servers and over gRPC. */
class SharedGuestsTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final JsonArray NOBODY = new JsonArray();

  @TempDir static Path folder;
  private static String place;
  private static AdminCaller one;
  private static AdminCaller two;

  @BeforeAll
  static void start() {
    place = PostgresqlServer.shared().database();
    Map<String, String> flags = Map.of("--store", place, "--records", "guest_grant,member");
    one = AdminCaller.serve(SET, folder, flags);
    two = one.another(SET, folder, flags);
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
  }

  @Test
  void guest_whoLosesTheLastCollection_isGoneForBothServers() {
    GuestFlow here = GuestFlow.of(one, "walk", Map.of("gia", List.of("a", "c")));
    GuestFlow there = here.at(two);
    there.sees("guest_viewer", "gia", "a", true);
    JsonObject off = GuestFlow.action("collection.guest_link.disable");
    assertEquals("guest_link_off", there.change(GuestFlow.editor(), off, "collection", "a"));
    here.sees("existing_guest_retains", "gia", "a", false);
    assertEquals(
        "guest_no_open_collection", here.change(GuestFlow.editor(), off, "collection", "c"));
    there.sees("guest_link_off", "gia", "a", false);
    assertEquals(Set.of(), there.grants());
  }

  @Test
  void guest_removedByTwoAdminsAtOnce_losesEachCollectionOnceAndLeavesOnce() throws Exception {
    GuestFlow here = GuestFlow.of(one, "race", Map.of("gia", List.of("a", "b", "c")));
    JsonObject remove = GuestFlow.naming("collection.remove_guest", "gia");
    List<CompletableFuture<String>> removals =
        Stream.of("a", "b", "c")
            .flatMap(
                collection ->
                    Stream.of(here, here.at(two)).map(flow -> removal(flow, remove, collection)))
            .toList();
    List<String> reasons = removals.stream().map(CompletableFuture::join).sorted().toList();
    assertEquals(1, reasons.stream().filter("guest_last_collection"::equals).count(), "" + reasons);
    assertEquals(
        2, reasons.stream().filter("guest_other_collections"::equals).count(), "" + reasons);
    assertEquals(Set.of(), here.grants());
    assertEquals(NOBODY, here.roles("gia"));
    assertEquals(3, removed("race").stream().filter("guest_grant"::equals).count());
    assertEquals(1, removed("race").stream().filter("member"::equals).count());
  }

  private static CompletableFuture<String> removal(
      GuestFlow flow, JsonObject remove, String collection) {
    return CompletableFuture.supplyAsync(
        () -> flow.change(GuestFlow.workspaceAdmin(), remove, "collection", collection));
  }

  /** The types of what was removed, by the audit. */
  private static List<String> removed(String team) throws Exception {
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place).orElseThrow())) {
      List<AuditRow> rows = new ArrayList<>();
      new Audit(store).each(rows::add);
      assertEquals("", new Audit(store).verify(Optional.empty()).problem());
      return rows.stream()
          .map(row -> new JsonObject(row.record()))
          .filter(row -> team.equals(row.getString("team")) && row.containsKey("records"))
          .flatMap(row -> row.getJsonArray("records").stream())
          .map(JsonObject.class::cast)
          .filter(change -> "remove".equals(change.getString("operation")))
          .map(change -> change.getString("type"))
          .toList();
    }
  }

  @Test
  void fulfil_overGrpc_isDoneAndToldAsOverHttp() {
    GuestFlow flow = GuestFlow.of(one, "grpc", Map.of());
    JsonObject join =
        flow.check(
            GuestFlow.person("gia"), GuestFlow.action("collection.guest_join"), "collection", "a");
    assertEquals("PERMISSION_DENIED", call(join, "reader").status().name());
    JsonObject context = answer(join, "keeper").getJsonObject("context");
    assertEquals("guest_link", context.getString("reason"), context.encode());
    assertTrue(context.getJsonArray("fulfilled").contains("assign_element_role"), context.encode());
    assertEquals(2, context.getJsonArray("changed").size(), context.encode());
    assertEquals(Set.of("gia/a"), flow.grants());
    assertEquals(new JsonArray().add("guest"), flow.roles("gia"));
  }

  private static JsonObject answer(JsonObject check, String credential) {
    return new JsonObject(
        new JsonObject(ProtoJson.answer(GrpcCaller.await(call(check, credential).last())))
            .encode());
  }

  private static GrpcClientResponse<CheckRequest, CheckResponse> call(
      JsonObject check, String credential) {
    GrpcCaller grpc = one.server().grpc();
    return GrpcCaller.await(
        grpc.client()
            .request(grpc.address().socket(), DecisionServiceGrpcClient.Check)
            .compose(
                call -> {
                  call.headers().add("authorization", "Bearer " + TestCredentials.key(credential));
                  return call.send(ProtoJson.request(new JsonObject(check.encode()).getMap()));
                }));
  }
}
