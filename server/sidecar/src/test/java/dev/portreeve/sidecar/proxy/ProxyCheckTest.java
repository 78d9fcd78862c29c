package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.identity.HeaderText;
import dev.portreeve.sidecar.identity.IdentitySource;
import dev.portreeve.sidecar.identity.OriginalRequest;
import dev.portreeve.sidecar.testing.LogLines;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a request, whichever proxy asks about it. */
class ProxyCheckTest {
  private static final AuthenticationResult ANA =
      new AuthenticationResult.Known(new RouteIdentity("ana", Map.of()));
  private static final String LATIN1 = "j\u00fcrgen"; // as the bytes of a header are characters

  private final Checks closed = ProxyGate.strangersKnown("deny");

  private static OriginalRequest request(String method, String target, String... headers) {
    MultiMap all = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1]);
    }
    return new OriginalRequest(method, "h", target, new HeaderText(all), true, "");
  }

  private static IdentitySource says(AuthenticationResult result) {
    return request -> Future.succeededFuture(result);
  }

  private static ProxyDecision check(
      Checks checks, AuthenticationResult identity, OriginalRequest request) {
    return check(new ProxyCheck(checks, says(identity)), request, Caller.ANYONE);
  }

  private static ProxyDecision check(ProxyCheck check, OriginalRequest request, Caller caller) {
    Future<ProxyDecision> verdict = check.check(request, caller);
    assertTrue(verdict.succeeded(), () -> verdict.toString());
    return verdict.result();
  }

  private static String told(ProxyDecision verdict) {
    return verdict.answer() + " " + verdict.outcome() + " " + verdict.reason();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /pages/1, PASS permit seen",
    "HEAD, /pages/1, PASS permit seen",
    "PUT, /pages/1, FORBID deny missing_fact",
    "POST, /pages/1, FORBID deny no_route",
    "GET, /other, FORBID deny no_route",
    "GET, /print, FORBID deny obligation_unfulfilled",
    "GET, /pages/../1, FORBID deny path_not_canonical"
  })
  void check_ofSomebody_isDecidedByItsRoute(String method, String target, String wanted) {
    ProxyDecision verdict = check(closed, ANA, request(method, target));
    assertEquals(wanted.replace("''", ""), told(verdict));
    assertEquals(verdict.reason().equals("path_not_canonical") ? "" : "ana", verdict.subject());
    assertEquals(closed.inForce().snapshot().version(), verdict.policyVersion());
  }

  @Test
  void check_ofNobody_isToldToSignInUnlessAPolicyPermits() {
    AuthenticationResult nobody = AuthenticationResult.NOBODY;
    assertEquals("SIGN_IN deny ", told(check(closed, nobody, request("GET", "/pages/1"))));
    assertEquals(
        "SIGN_IN deny obligation_unfulfilled",
        told(check(closed, nobody, request("GET", "/print"))));
    Checks unaware = ProxyGate.strangersUnknown();
    assertEquals(
        "SIGN_IN deny identity_required",
        told(check(unaware, nobody, request("GET", "/pages/1"))),
        "a policy that cannot tell strangers is not asked about one");
    assertEquals("PASS permit seen", told(check(unaware, ANA, request("GET", "/pages/1"))));
  }

  @Test
  void check_underDefaultPermit_passesWhatResemblesNoGuardedPath() {
    Checks open = ProxyGate.strangersKnown("permit");
    ProxyDecision elsewhere = check(open, ANA, request("GET", "/other"));
    assertEquals("PASS permit no_route", told(elsewhere));
    assertEquals("ana", elsewhere.subject());
    assertEquals("", elsewhere.teamVersion());
    assertEquals(open.inForce().snapshot().version(), elsewhere.policyVersion());
    assertEquals(
        "FORBID deny path_not_canonical", told(check(open, ANA, request("GET", "/PRINT"))));
    assertEquals("FORBID deny no_route", told(check(closed, ANA, request("GET", "/PRINT"))));
  }

  @Test
  void check_ofATeam_carriesItsVersion() {
    ProxyDecision verdict = check(closed, ANA, request("GET", "/pages/1", "X-Team", "acme"));
    assertEquals("PASS permit seen", told(verdict));
    assertEquals(32, verdict.teamVersion().length(), verdict.teamVersion());
  }

  @ParameterizedTest
  @CsvSource({"gia, false, PASS", "eve, true, FORBID", "ana, true, PASS", "ana, false, FORBID"})
  void check_whatTheDirectorySaysOfSomebody_countsBeforeTheRequest(
      String user, String header, String wanted) {
    OriginalRequest request = request("PUT", "/pages/1", "X-Team", "acme", "X-Editor", header);
    assertEquals(wanted, check(closed, identity(user), request).answer().name());
  }

  @Test
  void check_routeOfAHost_isThatHostsAlone() {
    OriginalRequest other = request("GET", "/hosted");
    OriginalRequest own =
        new OriginalRequest("GET", "h.example", "/hosted", other.headers(), true, "");
    assertEquals("FORBID deny no_route", told(check(closed, ANA, other)));
    assertEquals("PASS permit seen", told(check(closed, ANA, own)));
  }

  @Test
  void check_identityThatDoesNotHold_isToldToSignInAndLogged() {
    try (LogLines log = new LogLines(ProxyCheck.class)) {
      AuthenticationResult refused = new AuthenticationResult.Refused("the token\nhas ended");
      assertEquals(
          "SIGN_IN deny identity_refused",
          told(check(closed, refused, request("GET", "/pages/1?q=secret"))));
      assertEquals(1, log.all().size());
      String line = log.all().get(0);
      assertTrue(line.startsWith("INFO denied GET /pages/1"), line);
      assertTrue(line.contains("has ended") && !line.contains("\n"), line);
      assertTrue(!line.contains("secret"), line);
    }
  }

  @Test
  void check_pathWithSeveralMeanings_isLoggedWithWhy() {
    try (LogLines log = new LogLines(ProxyCheck.class)) {
      ProxyDecision verdict = check(closed, ANA, request("GET", "/a/../b"));
      assertEquals("FORBID deny path_not_canonical", told(verdict));
      assertTrue(log.all().get(0).startsWith("WARN denied GET /a/../b: the path holds "));
    }
  }

  @Test
  void check_headerThatIsNoText_isUnreadableWhereverItIsRead() {
    OriginalRequest request = request("GET", "/pages/1", "X-Team", LATIN1, "X-User", LATIN1);
    IdentitySource reads =
        each -> Future.succeededFuture(identity(each.trustedHeader("X-User").get(0)));
    IdentitySource later =
        each ->
            Future.<Void>succeededFuture().map(v -> identity(each.trustedHeader("X-User").get(0)));
    for (IdentitySource source : List.of(reads, later, says(ANA))) {
      ProxyCheck check = new ProxyCheck(closed, source);
      assertEquals("FORBID deny request_unreadable", told(check(check, request, Caller.ANYONE)));
    }
  }

  private static AuthenticationResult identity(String id) {
    return new AuthenticationResult.Known(new RouteIdentity(id, Map.of()));
  }

  @Test
  void check_whatNamesTheRequestIsNoText_harmsNothing() {
    for (String name : List.of("X-Request-ID", "traceparent")) {
      assertEquals(
          "PASS permit seen", told(check(closed, ANA, request("GET", "/pages/1", name, LATIN1))));
    }
  }

  @Test
  void check_identitySourceFails_failsAndIsNoVerdict() {
    IllegalStateException failure = new IllegalStateException("keys are lost");
    ProxyCheck check = new ProxyCheck(closed, each -> Future.failedFuture(failure));
    assertSame(failure, check.check(request("GET", "/pages/1"), Caller.ANYONE).cause());
  }

  @Test
  void check_beyondTheProxysCredential_isForbidden() {
    CallerLimits acme =
        new CallerLimits(Set.of("acme"), List.of(), Optional.empty(), CallerLimits.Facts.REQUEST);
    Caller caller = new Caller("proxy", Set.of(Scope.CHECK), acme);
    ProxyCheck check = new ProxyCheck(closed, says(ANA));
    ProxyDecision other = check(check, request("GET", "/pages/1", "X-Team", "birch"), caller);
    assertEquals("FORBID deny caller_refused", told(other));
    assertEquals("ana", other.subject());
    ProxyDecision own = check(check, request("GET", "/pages/1", "X-Team", "acme"), caller);
    assertEquals("PASS permit seen", told(own));
  }
}
