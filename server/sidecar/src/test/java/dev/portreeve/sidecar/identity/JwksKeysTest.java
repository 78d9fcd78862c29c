package dev.portreeve.sidecar.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portreeve.sidecar.testing.LogLines;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JwksKeysTest {
  private static final Duration REFRESH = Duration.ofMinutes(5);

  private final List<CompletableFuture<String>> fetches = new ArrayList<>();
  private Duration now = Duration.ZERO;
  private final JwksKeys keys =
      new JwksKeys(
          () -> {
            CompletableFuture<String> fetch = new CompletableFuture<>();
            fetches.add(fetch);
            return fetch;
          },
          REFRESH,
          () -> now.toNanos());

  private static String set(String id) throws JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    return new JWKSet(key).toString(true);
  }

  private void answer(String document) {
    fetches.get(fetches.size() - 1).complete(document);
  }

  private boolean holds(String kid) throws Exception {
    return keys.keys(kid).get(20, TimeUnit.SECONDS).getKeyByKeyId(kid) != null;
  }

  private void loadFirst() throws JOSEException {
    CompletableFuture<JWKSet> first = keys.load();
    answer(set("k1"));
    assertEquals(1, first.join().size());
  }

  @Test
  void keys_unknownKey_isFetchedForButNotForEveryToken() throws Exception {
    loadFirst();
    assertFalse(holds("k2"));
    assertEquals(1, fetches.size());
    now = now.plus(JwksKeys.PAUSE);
    CompletableFuture<JWKSet> waiting = keys.keys("k2");
    assertEquals(waiting, keys.keys("k2"));
    assertEquals(2, fetches.size());
    answer(set("k2"));
    assertEquals("k2", waiting.join().getKeyByKeyId("k2").getKeyID());
  }

  @Test
  void refreshIfOld_keyRemoved_holdsNoLongerThanARefresh() throws Exception {
    loadFirst();
    now = REFRESH.minusNanos(1);
    keys.refreshIfOld();
    assertEquals(1, fetches.size());
    now = REFRESH;
    keys.refreshIfOld();
    assertEquals(2, fetches.size());
    answer(set("k2"));
    assertFalse(holds("k1"));
    assertTrue(holds("k2"));
  }

  @Test
  void keys_documentGone_holdForAnHour() throws Exception {
    loadFirst();
    now = JwksKeys.LIMIT.minusNanos(1);
    keys.refreshIfOld();
    fetches.get(1).completeExceptionally(new IllegalStateException("gone"));
    assertTrue(holds("k1"));
    now = JwksKeys.LIMIT;
    assertEquals(0, keys.count());
    assertFalse(holds("k1"));
  }

  @Test
  void keys_documentThatIsNoSet_leavesTheLastOnes() throws Exception {
    loadFirst();
    for (String odd : List.of("{\"keys\":[]}", "nonsense", "[]", "{\"keys\":{}}", "{}")) {
      CompletableFuture<JWKSet> again = keys.load();
      answer(odd);
      assertEquals(1, again.join().size(), odd);
    }
  }

  @Test
  void load_fetchThatNeverEnds_isGivenUpAndTriedAgain() throws Exception {
    loadFirst();
    now = now.plus(JwksKeys.PAUSE);
    assertNull(keys.keys("k2").get(20, TimeUnit.SECONDS).getKeyByKeyId("k2"));
    now = now.plus(JwksKeys.PAUSE);
    CompletableFuture<JWKSet> again = keys.keys("k2");
    assertEquals(3, fetches.size());
    answer(set("k2"));
    assertEquals("k2", again.join().getKeyByKeyId("k2").getKeyID());
  }

  @Test
  void load_fetchThatThrows_failsLikeAnyOther() {
    JwksKeys broken =
        new JwksKeys(
            () -> {
              throw new IllegalStateException("no");
            },
            REFRESH,
            () -> now.toNanos());
    assertEquals(0, broken.load().join().size());
    assertEquals(0, broken.load().join().size());
  }

  @Test
  void keys_tokenWithoutAKeysName_waitsForTheFirstKeysAndNoLonger() throws Exception {
    CompletableFuture<JWKSet> waiting = keys.keys("");
    assertFalse(waiting.isDone());
    answer(set("k1"));
    assertEquals(1, waiting.get(20, TimeUnit.SECONDS).size());
    assertTrue(keys.keys("").isDone());
    assertEquals(1, fetches.size());
    assertEquals(1, keys.count());
  }

  @Test
  void keys_unknownKeyLongAfterTheStart_isNotFetchedForWithinThePause() throws Exception {
    now = Duration.ofHours(2);
    loadFirst();
    now = now.plus(JwksKeys.PAUSE).minusNanos(1);
    assertFalse(holds("k2"));
    assertEquals(1, fetches.size());
  }

  @Test
  void load_sameKeysAgain_areTheSameObject() throws Exception {
    String document = set("k1");
    CompletableFuture<JWKSet> first = keys.load();
    answer(document);
    CompletableFuture<JWKSet> again = keys.load();
    answer(document);
    assertSame(first.join(), again.join());
    CompletableFuture<JWKSet> other = keys.load();
    answer(set("k1"));
    assertNotSame(first.join(), other.join());
  }

  @Test
  void load_failures_areSaidOnceEachAndSoIsTheirEnd() throws Exception {
    try (LogLines lines = new LogLines(JwksKeys.class)) {
      loadFirst();
      assertEquals(List.of(), lines.all());
      for (int i = 0; i < 2; i++) {
        CompletableFuture<JWKSet> failing = keys.load();
        fetches
            .get(fetches.size() - 1)
            .completeExceptionally(new CompletionException(new IOException("gone")));
        assertEquals(1, failing.join().size());
      }
      CompletableFuture<JWKSet> without = keys.load();
      fetches.get(fetches.size() - 1).completeExceptionally(new CompletionException("odd", null));
      without.join();
      CompletableFuture<JWKSet> stalled = keys.load();
      assertEquals(1, stalled.get(60, TimeUnit.SECONDS).size());
      CompletableFuture<JWKSet> good = keys.load();
      answer(set("k1"));
      good.join();
      String had = "WARN the keys that tokens are verified with cannot be had: ";
      String again = "; tried again every 10 s";
      assertEquals(
          List.of(
              had + "IOException: gone" + again,
              had + "CompletionException: odd" + again,
              had + "no answer within 5 s" + again,
              "INFO the keys that tokens are verified with can be had again"),
          lines.all());
    }
  }
}
