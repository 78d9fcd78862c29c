package dev.portreeve.sidecar.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.config.TrustedProxies;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.identity.OriginalRequest;
import dev.portreeve.sidecar.testing.LogLines;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Envoy's message says, and what it is told. */
class EnvoyCheckTest {
  private static final SocketAddress UNIX = SocketAddress.domainSocketAddress("/run/envoy");

  private final List<OriginalRequest> seen = new ArrayList<>();
  private final EnvoyCheck check =
      new EnvoyCheck(
          new ProxyCheck(
              ProxyGate.strangersKnown("deny"),
              original -> {
                seen.add(original);
                List<String> users = original.trustedHeader("X-User");
                return Future.succeededFuture(
                    users.size() == 1
                        ? new AuthenticationResult.Known(new RouteIdentity(users.get(0), Map.of()))
                        : AuthenticationResult.NOBODY);
              }),
          new TrustedProxies(List.of(), true));

  private static AttributeContext.HttpRequest.Builder http(String path) {
    return AttributeContext.HttpRequest.newBuilder()
        .setMethod("GET")
        .setHost("H.example:80")
        .setPath(path);
  }

  private CheckResponse answer(AttributeContext.HttpRequest.Builder http) {
    AttributeContext.Builder attributes =
        AttributeContext.newBuilder()
            .setRequest(AttributeContext.Request.newBuilder().setHttp(http))
            .setSource(AttributeContext.Peer.newBuilder().setCertificate("PEM"));
    Future<CheckResponse> answer =
        check.answer(
            CheckRequest.newBuilder().setAttributes(attributes).build(), UNIX, Caller.ANYONE);
    assertTrue(answer.succeeded());
    return answer.result();
  }

  private static HeaderValue.Builder header(String name) {
    return HeaderValue.newBuilder().setKey(name);
  }

  private static String metadata(CheckResponse response, String field) {
    return response.getDynamicMetadata().getFieldsOrThrow(field).getStringValue();
  }

  @Test
  void answer_permit_setsItsHeadersAndTakesAwayTheOthers() {
    CheckResponse response =
        answer(http("/pages/1").putHeaders("x-user", "a\u00e4").putHeaders("x-team", "acme"));
    assertEquals(0, response.getStatus().getCode());
    Map<String, String> headers = new HashMap<>();
    for (HeaderValueOption option : response.getOkResponse().getHeadersList()) {
      headers.put(option.getHeader().getKey(), option.getHeader().getValue());
      assertEquals(
          HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD,
          option.getAppendAction());
    }
    assertEquals(
        Map.of(
            "x-portreeve-subject", "a%C3%A4",
            "x-portreeve-reason", "seen",
            "x-portreeve-policy-version", metadata(response, "policy_version")),
        headers);
    assertEquals(List.of(), response.getOkResponse().getHeadersToRemoveList());
    assertEquals("permit", metadata(response, "outcome"));
    assertEquals("seen", metadata(response, "reason"));
    assertEquals(32, metadata(response, "team_version").length());
    assertEquals("h.example", seen.get(0).host());
    assertEquals("PEM", seen.get(0).certificate());
  }

  @ParameterizedTest
  @CsvSource({
    "/pages/1, '', UNAUTHENTICATED 16, Unauthorized",
    "/none, ana, PERMISSION_DENIED 7, Forbidden"
  })
  void answer_denial_isAStatusThatNoCacheKeeps(
      String path, String user, String code, String status) {
    AttributeContext.HttpRequest.Builder http = http(path);
    if (!user.isEmpty()) {
      http.putHeaders("x-user", user);
    }
    CheckResponse response = answer(http);
    assertFalse(response.hasOkResponse());
    assertEquals(code, code.replaceAll("[0-9]+", "") + response.getStatus().getCode());
    assertEquals(status, response.getDeniedResponse().getStatus().getCode().name());
    HeaderValueOption cache = response.getDeniedResponse().getHeaders(0);
    assertEquals("cache-control", cache.getHeader().getKey());
    assertEquals("no-store", cache.getHeader().getValue());
    assertEquals(
        HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD, cache.getAppendAction());
    assertEquals("deny", metadata(response, "outcome"));
  }

  @Test
  void answer_messageThatDoesNotSayWhatItAsks_isForbiddenAndLogged() {
    for (AttributeContext.HttpRequest.Builder http :
        List.of(
            http("/pages/1").setMethod("get"),
            http(""),
            http("/pages/1").setHost(""),
            http("/pages/1").setHost("a b"))) {
      try (LogLines log = new LogLines(EnvoyCheck.class)) {
        CheckResponse response = answer(http);
        assertEquals(7, response.getStatus().getCode());
        assertEquals("request_unreadable", metadata(response, "reason"));
        assertEquals(1, log.all().size());
      }
    }
    assertEquals(List.of(), seen);
  }

  @Test
  void answer_headerMap_countsBeforeTheMapAndInAnyCase() {
    HeaderMap.Builder map =
        HeaderMap.newBuilder()
            .addHeaders(header("X-User").setRawValue(ByteString.copyFromUtf8("j\u00fcrgen")))
            .addHeaders(header("x-other").setValue("noa"));
    CheckResponse response = answer(http("/pages/1").setHeaderMap(map).putHeaders("x-user", "noa"));
    assertEquals("j%C3%BCrgen", response.getOkResponse().getHeaders(0).getHeader().getValue());
    map.addHeaders(header("x-user").setValue("noa"));
    assertEquals(16, answer(http("/pages/1").setHeaderMap(map)).getStatus().getCode(), "two");
  }

  @Test
  void answer_headerThatIsNoText_isUnreadable() {
    ByteString latin1 = ByteString.copyFrom("j\u00fcrgen", StandardCharsets.ISO_8859_1);
    HeaderMap.Builder map = HeaderMap.newBuilder().addHeaders(header("x-user").setRawValue(latin1));
    CheckResponse response = answer(http("/pages/1").setHeaderMap(map));
    assertEquals("request_unreadable", metadata(response, "reason"));
  }
}
