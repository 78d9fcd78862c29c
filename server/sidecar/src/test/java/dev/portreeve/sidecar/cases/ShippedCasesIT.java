package dev.portreeve.sidecar.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseAnswer;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.sidecar.testing.DoorRequests;
import dev.portreeve.sidecar.testing.RunningServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case of the shipped sets, asked of a running server over HTTP and gRPC and in batches. */
class ShippedCasesIT {
  /** As many items as a batch has here. */
  private static final int BATCH = 20;

  private static final Path SETS = Repository.root().resolve("policies");

  @TempDir Path teams;

  @ParameterizedTest
  @ValueSource(strings = {"postman", "authzen", "todo", "gateway", "records"})
  void check_everyCaseOverHttp_isAnsweredAsWanted(String set) throws IOException {
    askAll(set, server -> each(server.http()::check));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postman", "authzen", "todo", "gateway", "records"})
  void check_everyCaseOverGrpc_isAnsweredAsWanted(String set) throws IOException {
    askAll(set, server -> each(server.grpc()::check));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postman", "authzen", "todo", "gateway", "records"})
  void check_everyCaseInABatch_isAnsweredAsWanted(String set) throws IOException {
    askAll(set, server -> requests -> batches(server, requests));
  }

  /** Asks all requests; the answers are in the order of the requests. */
  private interface Caller extends Function<List<Map<String, Object>>, List<JsonObject>> {}

  private static Caller each(Function<Map<String, Object>, JsonObject> check) {
    return requests -> requests.stream().map(check).toList();
  }

  private static List<JsonObject> batches(
      RunningServer server, List<Map<String, Object>> requests) {
    List<JsonObject> answers = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += BATCH) {
      List<Map<String, Object>> some =
          requests.subList(from, Math.min(from + BATCH, requests.size()));
      String body = new JsonObject(Map.of("evaluations", some)).encode();
      String answer = server.http().post(DoorRequests.BATCH_PATH, body).body();
      JsonArray told = new JsonObject(answer).getJsonArray("evaluations");
      assertEquals(some.size(), told.size(), "an answer for each item");
      told.forEach(item -> answers.add((JsonObject) item));
    }
    return answers;
  }

  private void askAll(String set, Function<RunningServer, Caller> transport) throws IOException {
    CaseSet cases = cases(SETS.resolve(set));
    assertTrue(cases.cases().size() > 8, "the set's cases were read");
    for (Case one : cases.cases()) {
      if (one.team().isPresent()) {
        CaseTeam team = one.team().get();
        Files.writeString(teams.resolve(team.id() + ".yaml"), team.text());
      }
    }
    List<String> differences = new ArrayList<>();
    Map<String, String> flags = Map.of("--teams", teams.toString());
    try (RunningServer server = RunningServer.of(SETS.resolve(set), flags)) {
      List<JsonObject> answers =
          transport
              .apply(server)
              .apply(cases.cases().stream().map(one -> plain(one.request().json())).toList());
      for (int i = 0; i < answers.size(); i++) {
        Case one = cases.cases().get(i);
        JsonObject answer = answers.get(i);
        if (statesAnApproval(one)) {
          String reason = answer.getJsonObject("context").getString("reason");
          assertNotEquals("approval_granted", reason, "no request states it: " + one.name());
        } else {
          differences.addAll(differences(one, answer));
        }
      }
    }
    assertEquals(List.of(), differences);
  }

  /** Whether a case is about an approval, which only the server states. */
  private static boolean statesAnApproval(Case one) {
    return one.request().json().get("context") instanceof Map<?, ?> context
        && context.containsKey(Schema.APPROVAL);
  }

  private static List<String> differences(Case one, JsonObject answer) {
    // Encoded and read again, its parts are plain maps and lists.
    Map<String, Object> context =
        new JsonObject(answer.encode()).getJsonObject("context", new JsonObject()).getMap();
    return one.want().check(CaseAnswer.of(answer.getBoolean("decision"), context)).stream()
        .map(difference -> one.location() + " " + one.name() + ": " + difference)
        .toList();
  }

  private static CaseSet cases(Path directory) throws IOException {
    Map<String, String> texts = SetDirectory.read(directory);
    LoadResult result = PolicySetLoader.load(PolicySetFiles.of(texts));
    List<Diagnostic> problems = new ArrayList<>();
    CaseSet cases = CaseSet.read(((LoadResult.Loaded) result).snapshot(), texts, problems);
    assertEquals(List.of(), problems.stream().map(Diagnostic::headline).toList());
    return cases;
  }

  @SuppressWarnings("unchecked") // a request is a map, and stays one
  private static Map<String, Object> plain(Map<String, Object> request) {
    return (Map<String, Object>) withNulls(request);
  }

  /** The same value with JSON's null where the case means it. */
  private static Object withNulls(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, member) -> copy.put(key, withNulls(member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(withNulls(item)));
      return copy;
    }
    return value instanceof JsonNull ? null : value;
  }
}
