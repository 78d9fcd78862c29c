package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.routes.RouteIdentity;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ways of learning who a request comes from that need no keys, each alone. */
class IdentitiesTest {
  private static final AuthenticationResult ANA =
      new AuthenticationResult.Known(new RouteIdentity("ana", Map.of()));
  private static final AuthenticationResult REFUSED = new AuthenticationResult.Refused("no");

  private static OriginalRequest request(boolean trusted, String... values) {
    return new OriginalRequest("GET", "h", "/", name -> List.of(values), trusted, "");
  }

  private static AuthenticationResult header(boolean trusted, String... values) {
    return new HeaderIdentity("X-User").find(request(trusted, values)).await();
  }

  @Test
  void header_fromATrustedProxy_isTheSubject() {
    assertEquals(ANA, header(true, " ana "));
    assertEquals(AuthenticationResult.NOBODY, header(true));
    assertEquals(AuthenticationResult.NOBODY, header(true, " "));
    assertEquals(AuthenticationResult.NOBODY, header(false, "ana"));
    assertEquals(
        new AuthenticationResult.Refused("the identity header came more than once"),
        header(true, "ana", "ana"));
  }

  @Test
  void find_severalWays_theFirstThatSaysAnythingCounts() {
    AtomicInteger asked = new AtomicInteger();
    IdentitySource nobody = any -> Future.succeededFuture(AuthenticationResult.NOBODY);
    IdentitySource ana = any -> Future.succeededFuture(ANA);
    IdentitySource refused = any -> Future.succeededFuture(REFUSED);
    IdentitySource counting =
        any -> {
          asked.incrementAndGet();
          return Future.succeededFuture(ANA);
        };
    assertEquals(AuthenticationResult.NOBODY, find());
    assertEquals(AuthenticationResult.NOBODY, find(nobody, nobody));
    assertEquals(ANA, find(nobody, ana, refused));
    assertEquals(REFUSED, find(nobody, refused, counting));
    assertEquals(0, asked.get());
  }

  private static AuthenticationResult find(IdentitySource... sources) {
    return new Identities(List.of(sources)).find(request(true)).await();
  }

  @Test
  void headers_bytesBeyondAscii_areUtf8OrRefused() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("a", "plain").add("b", "x").add("b", "J\u00c3\u00b6rg").add("c", "J\u00f6rg");
    HeaderText text = new HeaderText(headers);
    assertEquals(List.of("plain"), text.all("A"));
    assertEquals(List.of("x", "J\u00f6rg"), text.all("b"));
    assertEquals(List.of(), text.all("d"));
    UnreadableHeader refused = assertThrows(UnreadableHeader.class, () -> text.all("c"));
    assertEquals("the header `c` is not UTF-8", refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"/a?t=secret|/a?...", "/a|/a", "?x|?...", "/\u00fc?|/\\u00fc?..."})
  void logText_path_holdsNoQuery(String target, String shown) {
    assertEquals(shown, LogText.path(target));
  }

  @Test
  void logText_ofOthers_isOneShortLineWithoutControls() {
    assertEquals(
        "a\\u000ab\\u001b[31m\\u00fc\\u007f ~", LogText.of("a\nb\u001b[31m\u00fc\u007f ~"));
    assertEquals("x".repeat(200), LogText.of("x".repeat(200)));
    assertEquals("x".repeat(200) + "...", LogText.of("x".repeat(201)));
    assertEquals("", LogText.of(""));
  }

  @Test
  void logText_failure_quotesThePeerNowhere() {
    assertEquals("IllegalStateException", LogText.failure(new IllegalStateException("secret")));
    assertEquals("IOException: broken pipe", LogText.failure(new IOException("broken pipe")));
    assertEquals("SocketException: reset", LogText.failure(new SocketException("reset")));
    assertEquals("SSLHandshakeException: no", LogText.failure(new SSLHandshakeException("no")));
    assertEquals(
        "FileNotFoundException", LogText.failure(new java.io.FileNotFoundException("secret")));
  }

  private static final class Cancelled implements Flow.Subscription {
    private long wanted;
    private boolean cancelled;

    @Override
    public void request(long n) {
      wanted += n;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  @Test
  void body_upToItsLimit_isTakenAndBeyondItGivenUp() {
    Cancelled subscription = new Cancelled();
    BoundedBody body = new BoundedBody(6);
    body.onSubscribe(subscription);
    assertTrue(subscription.wanted > 0);
    body.onNext(List.of(bytes("abc"), bytes("def")));
    body.onComplete();
    assertArrayEquals(
        "abcdef".getBytes(StandardCharsets.US_ASCII), body.getBody().toCompletableFuture().join());
    assertFalse(subscription.cancelled);

    BoundedBody longer = new BoundedBody(5);
    longer.onSubscribe(subscription);
    longer.onNext(List.of(bytes("abc"), bytes("def")));
    longer.onComplete();
    assertTrue(subscription.cancelled);
    assertThrows(CompletionException.class, () -> longer.getBody().toCompletableFuture().join());

    BoundedBody broken = new BoundedBody(5);
    broken.onError(new IOException("reset"));
    assertThrows(CompletionException.class, () -> broken.getBody().toCompletableFuture().join());
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
