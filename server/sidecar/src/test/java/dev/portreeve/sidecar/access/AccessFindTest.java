package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.sidecar.config.AccessConfig;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.TestClock;
import dev.portreeve.sidecar.testing.TestIssuer;
import dev.portreeve.source.testing.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom each kind of credential stands for, and why others are refused. */
class AccessFindTest {
  private static final List<String> NONE = List.of();
  private static final Instant LATER = Instant.MAX;

  @TempDir private Path dir;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Vertx vertx;
  private TestIssuer issuer;
  private TestCredentials credentials;
  private Access access;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    issuer = new TestIssuer("callers", dir.resolve("callers.json"));
    credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check]")
            .add("ops", "password: \"" + TestCredentials.hash("pw") + "\"", "scopes: [check]")
            .add("web", "certificate: \"spiffe://x/*\"", "scopes: [check]")
            .add("cron", "uid: 33", "scopes: [check]");
    access = start(Optional.of(credentials.write()), true);
  }

  private Access start(Optional<Path> file, boolean tokens) throws IOException {
    AccessConfig config =
        new AccessConfig(
            file,
            tokens
                ? Optional.of(
                    new IdentityConfig.Token(
                        issuer.keys().toString(), "callers", "portreeve", "sub"))
                : Optional.empty(),
            "scope",
            false,
            new AccessConfig.Insecure(false, false));
    return Access.start(config, vertx, new TestClock(), registry);
  }

  @AfterEach
  void stop() {
    GrpcCaller.await(vertx.close());
  }

  private static Peer peer(List<String> names, Instant until, OptionalInt uid) {
    return new Peer(names, until, uid, "10.0.0.1");
  }

  private static Presented authorization(String value) {
    return new Presented(NONE, List.of(value));
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** The caller's id, or why there is none. */
  private String find(Presented presented, Peer peer) {
    Access.Finding finding = GrpcCaller.await(access.find(presented, peer));
    return finding instanceof Access.Finding.Known known
        ? known.caller().id()
        : ((Access.Finding.Refused) finding).why().name();
  }

  private String find(Presented presented) {
    return find(presented, Peer.UNKNOWN);
  }

  private static @Nullable String id(@Nullable Caller caller) {
    return caller == null ? null : caller.id();
  }

  @Test
  void find_eachKind_isItsCallerAndKnownAfterwards() {
    String token = issuer.token("svc", "portreeve", Map.of("scope", "check"));
    Map<Presented, String> shown =
        Map.of(
            new Presented(List.of("orders.s3cret-orders"), NONE),
            "orders",
            authorization("Bearer orders.s3cret-orders"),
            "orders",
            authorization(basic("ops:pw")),
            "ops",
            authorization("Bearer " + token),
            "svc");
    shown.forEach(
        (presented, id) -> {
          assertEquals(id, find(presented), presented::toString);
          assertEquals(id, id(access.known(presented, Peer.UNKNOWN)));
          assertTrue(access.find(presented, Peer.UNKNOWN).succeeded(), "known at once");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "orders.wrong, UNKNOWN",
    "nobody.s3cret-orders, UNKNOWN",
    "ops.pw, UNKNOWN",
    "web.x, UNKNOWN",
    "no-dot, MALFORMED"
  })
  void find_keyThatDoesNotHold_isRefused(String key, String why) {
    assertEquals(why, find(new Presented(List.of(key), NONE)));
    assertNull(access.known(new Presented(List.of(key), NONE), Peer.UNKNOWN));
  }

  @ParameterizedTest
  @CsvSource({"ops:wrong", "nobody:pw", "orders:s3cret-orders", "cron:33"})
  void find_passwordThatDoesNotHold_isRefused(String pair) {
    assertEquals("UNKNOWN", find(authorization(basic(pair))));
  }

  @Test
  void find_tokenThatDoesNotHold_isRefused() {
    assertEquals("UNKNOWN", find(authorization("Bearer a.b.c")));
    String users = issuer.token("svc", "api", Map.of());
    assertEquals("UNKNOWN", find(authorization("Bearer " + users)));
  }

  @Test
  void find_whereNoTokensAreTaken_tokenIsUnknown() throws IOException {
    access = start(Optional.of(credentials.write()), false);
    String token = issuer.token("svc", "portreeve", Map.of("scope", "check"));
    assertEquals("UNKNOWN", find(authorization("Bearer " + token)));
    assertNull(access.known(authorization("Bearer " + token), Peer.UNKNOWN));
    assertTrue(access.required());
  }

  @Test
  void find_nothingShown_isWhomTheConnectionProves() {
    Presented nothing = new Presented(NONE, NONE);
    Peer named = peer(List.of("other", "spiffe://x/a"), LATER, OptionalInt.empty());
    assertEquals("web", find(nothing, named));
    assertEquals("cron", find(nothing, peer(NONE, Instant.MIN, OptionalInt.of(33))));
    assertEquals("MISSING", find(nothing, peer(NONE, Instant.MIN, OptionalInt.of(34))));
    assertEquals("MISSING", find(nothing, peer(List.of("other"), LATER, OptionalInt.empty())));
    assertEquals("MISSING", find(nothing, peer(NONE, LATER, OptionalInt.empty())));
    assertEquals("MISSING", find(nothing, Peer.UNKNOWN));
    Instant past = Instant.now().minusSeconds(1);
    assertEquals(
        "MISSING",
        find(nothing, peer(List.of("spiffe://x/a"), past, OptionalInt.empty())),
        "the certificate has ended while the connection stayed");
  }

  @Test
  void find_shownBesideACertificate_isWhatIsShown() {
    Peer named = peer(List.of("spiffe://x/a"), LATER, OptionalInt.empty());
    assertEquals("orders", find(new Presented(List.of("orders.s3cret-orders"), NONE), named));
    assertEquals("UNKNOWN", find(new Presented(List.of("orders.wrong"), NONE), named));
  }

  @Test
  void find_failuresOfASource_holdBackThatSourceAndNobodyKnown() {
    Presented good = new Presented(List.of("orders.s3cret-orders"), NONE);
    assertEquals("orders", find(good));
    for (int i = 0; i < 30; i++) {
      String why = find(new Presented(List.of(i % 2 == 0 ? "orders.w" + i : "malformed"), NONE));
      assertEquals(true, List.of("UNKNOWN", "MALFORMED", "TOO_MANY").contains(why), why);
    }
    assertEquals("TOO_MANY", find(new Presented(List.of("orders.w"), NONE)));
    assertEquals("orders", find(good), "known already");
    assertEquals("MISSING", find(new Presented(NONE, NONE)), "shows nothing to guess with");
    Peer elsewhere = peer(NONE, Instant.MIN, OptionalInt.empty());
    assertEquals("UNKNOWN", find(new Presented(List.of("orders.w"), NONE), elsewhere));
  }

  @Test
  void find_goodCredentials_areNoFailures() {
    for (int i = 0; i < 30; i++) {
      String token = issuer.token("svc" + i, "portreeve", Map.of("scope", "check"));
      assertEquals("svc" + i, find(authorization("Bearer " + token)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check search|CHECK,SEARCH",
        "check other|CHECK",
        "''|''",
        "CHECK|''",
      })
  void find_token_scopesAreTheWordsOfItsClaim(String claim, String scopes) {
    for (Object value : new Object[] {claim, List.of(claim.split(" ", -1))}) {
      String token = issuer.token("svc", "portreeve", Map.of("scope", value));
      Access.Finding finding =
          GrpcCaller.await(access.find(authorization("Bearer " + token), Peer.UNKNOWN));
      Caller caller = ((Access.Finding.Known) finding).caller();
      for (Scope scope : Scope.values()) {
        List<String> wanted = List.of(scopes.split(",", -1));
        assertEquals(wanted.contains(scope.name()), caller.may(scope), scope + " of " + value);
      }
    }
    String number = issuer.token("svc", "portreeve", Map.of("scope", 7));
    Access.Finding none =
        GrpcCaller.await(access.find(authorization("Bearer " + number), Peer.UNKNOWN));
    assertEquals(java.util.Set.of(), ((Access.Finding.Known) none).caller().scopes());
  }

  @Test
  void challenge_namesBasicWhereThereArePasswords() throws IOException {
    String bearer = "Bearer realm=\"portreeve\"";
    assertEquals(bearer + ", Basic realm=\"portreeve\", charset=\"UTF-8\"", access.challenge());
    assertEquals(bearer, start(Optional.empty(), true).challenge());
    credentials.remove("ops");
    assertEquals(bearer, start(Optional.of(credentials.write()), true).challenge());
  }

  @Test
  void anyone_whateverIsShown_mayAskEverything() {
    Access open = Access.anyone();
    assertEquals(false, open.required());
    assertSame(Caller.ANYONE, open.known(new Presented(List.of("x"), NONE), Peer.UNKNOWN));
    assertEquals("", open.problem());
    assertTrue(access.required());
  }

  @Test
  void start_fileThatDoesNotRead_saysWhere() throws IOException {
    Path file = dir.resolve("bad.yaml");
    Map<String, String> texts =
        Map.of(
            "credentials:\n- {id: a}\n",
            ":2:3: a credential has one of key, password, certificate, uid",
            "credentials:\n- {id: a, scopes: [x], uid: -1}\n",
            ":2:3: a credential needs `scopes`",
            "credentials: {",
            ":1:");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(file, text.getKey());
      assertTrue(refusal(file).startsWith(file + text.getValue()), refusal(file));
    }
    Files.write(file, new byte[] {(byte) 0xff});
    assertEquals("`" + file + "` is not UTF-8", refusal(file));
    assertEquals("`" + dir + "` is not a file", refusal(dir));
  }

  private String refusal(Path file) {
    try {
      start(Optional.of(file), false);
      return "";
    } catch (IOException e) {
      return e.getMessage();
    }
  }

  @Test
  void file_badRotation_changesNothingAndSaysSoUntilItReads() throws IOException {
    assertEquals(0, gauge());
    Presented good = new Presented(List.of("orders.s3cret-orders"), NONE);
    assertEquals("orders", find(good));
    Path file = dir.resolve("credentials.yaml");
    Files.writeString(file, "credentials: {");
    Eventually.becomes(
        1.0, Duration.ofSeconds(30), Duration.ofMillis(20), AccessFindTest.this::gauge);
    assertTrue(access.problem().startsWith(file.toString()), access.problem());
    assertEquals("orders", find(good));
    credentials.remove("orders").write();
    Eventually.becomes(
        0.0, Duration.ofSeconds(30), Duration.ofMillis(20), AccessFindTest.this::gauge);
    assertEquals("", access.problem());
    assertEquals("UNKNOWN", find(good));
  }

  private double gauge() {
    return registry.get("portreeve.credentials.refused").gauge().value();
  }
}
