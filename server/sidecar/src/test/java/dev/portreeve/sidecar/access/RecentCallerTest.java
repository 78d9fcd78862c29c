package dev.portreeve.sidecar.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.portreeve.sidecar.config.AccessConfig;
import dev.portreeve.sidecar.config.IdentityConfig;
import dev.portreeve.sidecar.testing.GrpcCaller;
import dev.portreeve.sidecar.testing.TestClock;
import dev.portreeve.sidecar.testing.TestIssuer;
import dev.portreeve.source.testing.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.AsciiString;
import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

class RecentCallerTest {
  @TempDir private Path dir;
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private TestCredentials credentials;
  private final TestClock clock = new TestClock();
  private Vertx vertx;
  private TestIssuer issuer;
  private Access access;
  private RecentCaller recent;

  @BeforeEach
  void start() throws IOException {
    vertx = Vertx.vertx();
    issuer = new TestIssuer("callers", dir.resolve("callers.json"));
    credentials =
        new TestCredentials(dir.resolve("credentials.yaml"))
            .key("orders", "scopes: [check]")
            .key("pages", "scopes: [check]")
            .add("ops", "password: \"" + TestCredentials.hash("a:b") + "\"", "scopes: [check]");
    AccessConfig config =
        new AccessConfig(
            Optional.of(credentials.write()),
            Optional.of(
                new IdentityConfig.Token(issuer.keys().toString(), "callers", "portreeve", "sub")),
            "scope",
            false,
            new AccessConfig.Insecure(false, false));
    access = Access.start(config, vertx, clock, new SimpleMeterRegistry());
    recent = new RecentCaller(access);
    verify(List.of("orders.s3cret-orders"), List.of());
    verify(List.of("pages.s3cret-pages"), List.of());
    verify(List.of(), List.of(basic()));
  }

  @AfterEach
  void stop() {
    GrpcCaller.await(vertx.close());
  }

  private void verify(List<String> keys, List<String> authorization) {
    GrpcCaller.await(access.find(new Presented(keys, authorization), Peer.UNKNOWN));
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString("ops:a:b".getBytes(StandardCharsets.US_ASCII));
  }

  private @Nullable String known(List<String> keys, List<String> authorization) {
    Caller caller =
        recent.known(
            keys.stream().map(AsciiString::new).iterator(), authorization.iterator(), channel);
    return caller == null ? null : caller.id();
  }

  private @Nullable String key(String key) {
    return known(List.of(key), List.of());
  }

  @Test
  void known_keysInTurns_areEachTheirOwnCallers() {
    for (int i = 0; i < 3; i++) {
      assertEquals("orders", key("orders.s3cret-orders"));
      assertEquals("orders", key("orders.s3cret-orders"));
      assertEquals("pages", key("pages.s3cret-pages"));
      assertEquals("ops", known(List.of(), List.of(basic())));
      assertEquals("orders", known(List.of(), List.of("Bearer orders.s3cret-orders")));
    }
  }

  @Test
  void known_nothingShown_isWhomTheConnectionProves() {
    credentials.add("cron", "uid: 33", "scopes: [check]").write();
    AttributeKey<Peer> key = AttributeKey.valueOf("portreeve.peer");
    Peer cron = new Peer(List.of(), Instant.MIN, OptionalInt.of(33), "unix");
    channel.attr(key).set(cron);
    Eventually.becomes("cron", Duration.ofSeconds(30), () -> known(List.of(), List.of()));
    assertEquals("orders", key("orders.s3cret-orders"));
    assertEquals("cron", known(List.of(), List.of()));
  }

  @Test
  void known_wrongAfterARightOne_isNobody() {
    assertEquals("orders", key("orders.s3cret-orders"));
    for (String wrong :
        List.of("orders.s3cret-order", "orders.s3cret-orderS", "orders.", "", basic())) {
      assertNull(key(wrong), wrong);
    }
    assertNull(known(List.of(), List.of("orders.s3cret-orders")), "no scheme");
    assertNull(known(List.of(), List.of()), "nothing shown");
    assertEquals("ops", known(List.of(), List.of(basic())));
    assertNull(key(basic()), "a password where a key stands");
  }

  @Test
  void known_rightOneAmongSeveral_isNobody() {
    String right = "orders.s3cret-orders";
    assertEquals("orders", key(right));
    assertNull(known(List.of(right, right), List.of()));
    assertNull(known(List.of(right), List.of("Bearer " + right)));
    assertEquals("orders", known(List.of(), List.of("Bearer " + right)));
    assertNull(known(List.of(), List.of("Bearer " + right, "Bearer " + right)));
    assertEquals("orders", key(right));
  }

  @Test
  void known_token_isItsCallerUntilItEnds() {
    String right = issuer.token("svc", "portreeve", Map.of("scope", "check"));
    String other = issuer.token("web", "portreeve", Map.of("scope", "check"));
    assertNull(known(List.of(), List.of("Bearer " + right)), "never verified");
    verify(List.of(), List.of("Bearer " + right));
    verify(List.of(), List.of("Bearer " + other));
    for (int i = 0; i < 3; i++) {
      assertEquals("svc", known(List.of(), List.of("Bearer " + right)));
      assertEquals("svc", known(List.of(), List.of("Bearer " + right)));
      assertNull(known(List.of(), List.of("Bearer " + right.substring(1))));
      assertNull(known(List.of(right), List.of()), "a token where a key stands");
      assertEquals("web", known(List.of(), List.of("Bearer " + other)));
    }
    clock.advance(Duration.ofHours(1));
    assertNull(known(List.of(), List.of("Bearer " + other)), "ended");
    assertNull(known(List.of(), List.of("Bearer " + other)), "ended, asked again");
    assertEquals("orders", key("orders.s3cret-orders"));
  }

  @Test
  void known_revokedOrReplaced_isAsTheFileSaysNow() {
    assertEquals("orders", key("orders.s3cret-orders"));
    credentials.remove("orders").write();
    Eventually.becomes(
        true,
        Duration.ofSeconds(30),
        Duration.ofMillis(50),
        () -> key("orders.s3cret-orders") == null);
    assertEquals("pages", key("pages.s3cret-pages"));
    credentials.key("pages", "scopes: [metrics]").write();
    Eventually.becomes(
        true,
        Duration.ofSeconds(30),
        Duration.ofMillis(50),
        () -> {
          verify(List.of("pages.s3cret-pages"), List.of());
          Caller caller =
              recent.known(
                  List.of("pages.s3cret-pages").iterator(), List.<String>of().iterator(), channel);
          return caller != null && !caller.may(Scope.CHECK);
        });
  }
}
