package dev.portreeve.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.testing.RunningServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code generate jsonschema} and {@code generate openapi} say, held against real requests.
 */
class GeneratedDocumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final Path SET = Repository.set("postman");

  @TempDir private static Path out;

  private static final List<Case> CASES = new ArrayList<>();
  private static final Map<String, JsonSchema> ANSWERS = new HashMap<>();
  private static JsonNode openApi = JSON.nullNode();
  private static RunningServer server;

  @BeforeAll
  static void generate() throws IOException {
    assertEquals(0, run("jsonschema").status());
    assertEquals(0, run("openapi").status());
    openApi = JSON.readTree(out.resolve("openapi.json").toFile());
    Map<String, String> texts = SetDirectory.read(SET);
    LoadResult.Loaded set = (LoadResult.Loaded) PolicySetLoader.load(PolicySetFiles.of(texts));
    CASES.addAll(CaseSet.read(set.snapshot(), texts, new ArrayList<>()).cases());
    server = RunningServer.of(SET);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static VerbRun run(String target) {
    return VerbRun.of("generate", target, "--policies", SET.toString(), "--out", out.toString());
  }

  private static JsonSchema schema(Map<String, JsonSchema> read, String action) {
    return read.computeIfAbsent(
        action,
        name -> {
          try {
            return SCHEMAS.getSchema(Files.readString(out.resolve(name + ".json")));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void jsonSchemas_casesThatAreNotDenied_areValid() {
    Map<String, JsonSchema> read = new HashMap<>();
    int valid = 0;
    for (Case one : CASES) {
      if (!one.want().outcome().equals("deny")) {
        ObjectNode request = JSON.valueToTree(one.request().json());
        if (request
            .at("/context/approval")
            .isObject()) { // a case says it is granted, a caller which
          request.withObject("/context/approval").removeAll().put("id", "apr_1");
        }
        assertEquals(
            Set.of(),
            schema(read, one.request().action()).validate(request),
            () -> one.location() + " " + request);
        valid++;
      }
    }
    assertTrue(valid > 300, valid + " cases");
  }

  @Test
  void jsonSchemas_wrongRequests_areRefused() {
    Map<String, JsonSchema> read = new HashMap<>();
    int refused = 0;
    for (Case one : CASES) {
      if (!one.want().outcome().equals("deny")) {
        JsonSchema schema = schema(read, one.request().action());
        for (JsonNode wrong : wrong(JSON.valueToTree(one.request().json()))) {
          assertNotEquals(Set.of(), schema.validate(wrong), () -> one.location() + " " + wrong);
          refused++;
        }
      }
    }
    assertTrue(refused > 1_000, refused + " requests");
  }

  /** The same with a misspelt fact, without a part, with another action, with an empty id. */
  private static List<ObjectNode> wrong(ObjectNode right) {
    List<ObjectNode> wrong = new ArrayList<>();
    ObjectNode misspelt = right.deepCopy();
    misspelt.withObject("/subject/properties").put("signedIn", false);
    wrong.add(misspelt);
    ObjectNode less = right.deepCopy();
    less.remove("resource");
    wrong.add(less);
    ObjectNode other = right.deepCopy();
    other.withObject("/action").put("name", "something.else");
    wrong.add(other);
    ObjectNode empty = right.deepCopy();
    empty.withObject("/subject").put("id", "");
    wrong.add(empty);
    return wrong;
  }

  @Test
  void jsonSchemas_factsThatEveryPermitReads_areRequired() {
    ObjectNode create =
        JSON.createObjectNode()
            .set("subject", JSON.createObjectNode().put("type", "user").put("id", "ana"));
    create.putObject("action").put("name", "workspace.create");
    create
        .putObject("resource")
        .put("type", "workspace")
        .put("id", "w1")
        .putObject("properties")
        .put("team", "acme");
    JsonSchema schema = schema(new HashMap<>(), "workspace.create");
    assertTrue(String.valueOf(schema.validate(create)).contains("'kind'"));
    create.withObject("/resource/properties").put("kind", "partner");
    assertEquals(Set.of(), schema.validate(create));
  }

  @Test
  void jsonSchemas_changeOfASetting_takesValuesOfThatSettingAlone() {
    JsonSchema schema = schema(new HashMap<>(), "settings.update");
    String list = "'setting': 'workspace_creation', ";
    for (String right :
        List.of(
            "'setting': 'block_collection_exports', 'value': true",
            list + "'value': {'mode': 'all'}",
            list + "'add': {'user': 'eve'}",
            "'setting': 'external_packages', 'remove': 'npm:left-pad@1.3.0'")) {
      assertEquals(Set.of(), schema.validate(change(right)), right);
    }
    for (String wrong :
        List.of(
            "'setting': 'block_collection_exports', 'value': 'true'",
            "'setting': 'block_collection_exports', 'add': true",
            "'setting': 'block_collection_exports'",
            "'setting': 'block_exports', 'value': true",
            list + "'value': {'users': []}",
            list + "'value': {'mode': 'some'}",
            list + "'add': 'eve'",
            list + "'value': {'mode': 'all'}, 'add': {'user': 'eve'}",
            "'value': true")) {
      assertNotEquals(Set.of(), schema.validate(change(wrong)), wrong);
    }
  }

  private static JsonNode change(String proposal) {
    String team = "{'type': 'team', 'id': 'acme', 'properties': {'team': 'acme'}}";
    String action = "{'name': 'settings.update', 'properties': {" + proposal + "}}";
    String request =
        "{'subject': {'type': 'user', 'id': 'ana'}, 'action': %s, 'resource': %s}"
            .formatted(action, team);
    return parse(request.replace('\'', '"'));
  }

  @Test
  void openApi_shippedSet_isAnOpenApiDocument() throws IOException {
    Path meta = Repository.root().resolve("server/cli/src/test/resources/openapi/schema-3.1.json");
    JsonSchema schema = SCHEMAS.getSchema(Files.readString(meta));
    assertEquals(Set.of(), schema.validate(openApi));
    ObjectNode broken = openApi.deepCopy();
    broken.withObject("/info").remove("title");
    assertNotEquals(Set.of(), schema.validate(broken));
  }

  @Test
  void openApi_answersToCases_areAsItSays() {
    int answers = 0;
    for (int i = 0; i < CASES.size(); i += 19) {
      String request = JSON.valueToTree(CASES.get(i).request().json()).toString();
      expectDocumented("/access/v1/evaluation", request, 200);
      String batch = "{\"evaluations\": [" + request + ", {\"action\": 3}]}";
      expectDocumented("/access/v1/evaluations", batch, 200);
      answers++;
    }
    assertTrue(answers > 40, answers + " answers");
    expectDocumented("/access/v1/evaluation", "{}", 400);
    expectDocumented("/access/v1/evaluations", "[]", 400);
    String search =
        "{\"subject\": {\"type\": \"user\", \"id\": \"ana\"}, \"page\": {\"limit\": 1},"
            + " \"resource\": {\"type\": \"team\", \"id\": \"acme\","
            + " \"properties\": {\"team\": \"acme\"}}}";
    expectDocumented("/access/v1/search/action", search, 200);
    expectDocumented("/access/v1/search/subject", "{}", 400);
  }

  @Test
  void openApi_everyPath_isAnswered() {
    int answered = 0;
    for (Map.Entry<String, JsonNode> path : openApi.get("paths").properties()) {
      JsonNode get = path.getValue().get("get");
      boolean managed = get != null && get.has("servers");
      String url = path.getKey().replace("{proxy}", "nginx");
      int status =
          get == null
              ? server.http().post(url, "{}").statusCode()
              : (managed ? server.management() : server.http()).get(url).statusCode();
      boolean unsigned = url.equals("/access/v1/jwks");
      assertEquals(unsigned, status == 404, () -> url + " is " + status);
      answered++;
    }
    assertEquals(12, answered);
    JsonNode metadata = parse(server.http().get("/.well-known/authzen-configuration").body());
    assertEquals(Set.of(), component("Metadata").validate(metadata));
  }

  private static void expectDocumented(String path, String body, int status) {
    HttpResponse<String> response = server.http().post(path, body);
    assertEquals(status, response.statusCode(), response.body());
    JsonNode responses = openApi.get("paths").get(path).get("post").get("responses");
    JsonNode documented = responses.get(status == 200 ? "200" : "default");
    String reference = documented.path("$ref").asText("");
    JsonNode resolved = reference.isEmpty() ? documented : openApi.at(reference.substring(1));
    JsonNode schema = resolved.at("/content/application~1json/schema");
    assertFalse(schema.isMissingNode(), path);
    Set<ValidationMessage> problems =
        ANSWERS
            .computeIfAbsent(path + status, key -> within(schema.deepCopy()))
            .validate(parse(response.body()));
    assertEquals(Set.of(), problems, () -> path + " " + response.body());
  }

  private static JsonSchema component(String name) {
    return within(JSON.createObjectNode().put("$ref", "#/components/schemas/" + name));
  }

  /** A schema that may refer to the document's components. */
  private static JsonSchema within(ObjectNode schema) {
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.set("components", openApi.get("components"));
    return SCHEMAS.getSchema(schema);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(json, e);
    }
  }
}
