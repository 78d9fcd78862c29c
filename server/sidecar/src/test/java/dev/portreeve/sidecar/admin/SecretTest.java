package dev.portreeve.sidecar.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.sidecar.access.TestCredentials;
import dev.portreeve.sidecar.admin.AdminCaller.Reply;
import dev.portreeve.sidecar.secret.Keyset;
import dev.portreeve.store.Audit;
import dev.portreeve.store.StoreLocation;
import dev.portreeve.store.TeamStore;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Private npm tokens: sealed by the server, never told but to who may import by them. */
class SecretTest {
  private static final Path SET = Repository.root().resolve("policies/postman");
  private static final String TOKEN = "npm_s3cretOfTheTeam0123456789";
  private static final String FIELD = "/teams/acme/settings/private_npm/token";

  @TempDir static Path folder;
  private static AdminCaller api;
  private static final ListAppender<ILoggingEvent> LOGGED = new ListAppender<>();

  @BeforeAll
  static void start() throws IOException {
    LOGGED.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(LOGGED);
    Keyset.create(keyset());
    api =
        AdminCaller.serve(SET, folder, Map.of("--store", place(), "--keyset", keyset().toString()));
    for (String team : List.of("acme", "birch")) {
      Reply made = api.by(AdminCaller.OPERATOR, "PUT", "/teams/" + team, team());
      assertEquals(201, made.status(), made.toString());
    }
  }

  @AfterAll
  static void stop() {
    api.close();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(LOGGED);
  }

  private static Path keyset() {
    return folder.resolve("keyset.json");
  }

  private static String place() {
    return "sqlite:" + folder.resolve("teams.db");
  }

  private static String team() {
    return """
    {"plan": "enterprise", "settings": {"private_npm": {"scopes": ["@acme"]}},
     "members": {"adam": {"team_roles": ["admin"]}, "eve": {"team_roles": ["developer"]}}}
    """;
  }

  private static void store(String team) {
    String path = "/teams/" + team + "/settings/private_npm/token";
    api.as("adam", "DELETE", path, "");
    Reply stored = api.as("adam", "PUT", path, new JsonObject().put("value", TOKEN).encode());
    assertEquals(200, stored.status(), stored.toString());
    assertEquals("sealed", stored.body().getString("value"));
  }

  private static String use(String subject, String specifier) {
    return new JsonObject()
        .put(
            "subject",
            new JsonObject()
                .put("type", "user")
                .put("id", subject)
                .put("properties", new JsonObject().put("team_roles", List.of("developer"))))
        .put("action", new JsonObject().put("name", "package.import"))
        .put(
            "resource",
            new JsonObject()
                .put("type", "package")
                .put("id", specifier)
                .put("properties", new JsonObject().put("team", "acme")))
        .encode();
  }

  private static Reply open(String credential, String body) {
    return api.by(credential, "POST", FIELD + "/open", body);
  }

  @Test
  void token_stored_isOpenedForAPermittedImportAndNothingElse() throws Exception {
    store("acme");
    Reply opened = open("runner", use("eve", "npm:@acme/tools@1.0.0"));
    assertEquals(200, opened.status(), opened.toString());
    assertEquals(TOKEN, opened.body().getString("value"));
    assertEquals(403, open("runner", use("eve", "npm:lodash@4.17.21")).status(), "no private one");
    assertEquals(403, open("runner", use("eve", "npm:@other/tools@1.0.0")).status());
    assertEquals(
        403,
        open("runner", use("xan", "npm:@acme/tools@1.0.0")).status(),
        "no member, whatever is said");
    assertEquals(403, open(AdminCaller.OPERATOR, use("eve", "npm:@acme/tools@1.0.0")).status());
    assertEquals(403, open("reader", use("eve", "npm:@acme/tools@1.0.0")).status());
    assertEquals(403, api.by("runner", "GET", "/teams/acme", "").status(), "it opens, no more");
    String export =
        use("eve", "npm:@acme/tools@1.0.0")
            .replace("package.import", "team.join")
            .replace("\"type\":\"package\"", "\"type\":\"team\"");
    assertTrue(open("runner", export).status() >= 400);
    try (TeamStore store = TeamStore.open(StoreLocation.parse(place()).orElseThrow())) {
      StringBuilder rows = new StringBuilder();
      new Audit(store).each(row -> rows.append(row.record()).append('\n'));
      assertTrue(rows.toString().contains("\"action\": \"secret.open\""), "it is audited");
      assertFalse(rows.toString().contains(TOKEN), "and not told there");
      assertTrue(new Audit(store).verify(Optional.empty()).good());
    }
  }

  @Test
  void token_stored_isFoundNowhere() throws Exception {
    store("acme");
    assertEquals(200, open("runner", use("eve", "npm:@acme/tools@1.0.0")).status());
    api.as("adam", "PUT", FIELD, "{\"value\": \"" + TOKEN + "\"}", "idempotency-key", "again");
    for (String path : List.of("/teams/acme", "/teams/acme/members/eve")) {
      assertFalse(api.by(AdminCaller.OPERATOR, "GET", path, "").toString().contains(TOKEN), path);
    }
    assertFalse(api.as("adam", "GET", "/teams/acme/settings", "").toString().contains(TOKEN));
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://" + api.server().sidecar().managing() + "/metrics"))
                    .header("authorization", "Bearer " + TestCredentials.key("scraper"))
                    .build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertTrue(metrics.contains("portreeve_"));
    assertFalse(metrics.contains(TOKEN));
    assertTrue(
        List.copyOf(LOGGED.list).stream().noneMatch(line -> line.toString().contains(TOKEN)));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(TOKEN), file.toString());
      }
    }
  }

  @Test
  void token_ofAnotherTeam_isNotOpened() throws Exception {
    store("birch");
    Keyset keys = new Keyset(keyset());
    String sealed = keys.seal(TOKEN, SecretOpening.owner("birch", "private_npm", "token"));
    api.as("adam", "DELETE", FIELD, "");
    Reply moved = api.as("adam", "PUT", FIELD, "{\"value\": \"" + sealed + "\"}");
    assertEquals(200, moved.status(), moved.toString());
    assertEquals(409, open("runner", use("eve", "npm:@acme/tools@1.0.0")).status());
  }

  @Test
  void keys_rotated_openWhatWasSealedBeforeAndAfter() throws Exception {
    store("acme");
    assertEquals(2, Keyset.rotate(keyset()));
    Reply before = open("runner", use("eve", "npm:@acme/tools@1.0.0"));
    assertEquals(TOKEN, before.body().getString("value"), before.toString());
    store("acme");
    Reply after = open("runner", use("eve", "npm:@acme/tools@1.0.0"));
    assertEquals(TOKEN, after.body().getString("value"), after.toString());
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset())));
    assertThrows(IOException.class, () -> Keyset.create(keyset()));
    Path odd = Files.writeString(folder.resolve("odd.json"), "{}");
    assertThrows(IOException.class, () -> new Keyset(odd));
  }
}
