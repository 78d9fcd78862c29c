package dev.portreeve.sidecar.proxy;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.config.TrustedProxies;
import dev.portreeve.sidecar.identity.HeaderText;
import dev.portreeve.sidecar.identity.OriginalRequest;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.envoyproxy.envoy.service.auth.v3.OkHttpResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Envoy's ext_authz in messages. A failure to decide fails the call; it is never an answer. */
public final class EnvoyCheck {
  private static final Logger LOG = LoggerFactory.getLogger(EnvoyCheck.class);

  private final ProxyCheck check;
  private final TrustedProxies peers;

  public EnvoyCheck(ProxyCheck check, TrustedProxies peers) {
    this.check = check;
    this.peers = peers;
  }

  /**
   * The answer to a call.
   *
   * @param remote where the call comes from, or null when that is not known
   * @param caller who calls
   */
  public Future<CheckResponse> answer(
      CheckRequest request, @Nullable SocketAddress remote, Caller caller) {
    AttributeContext.HttpRequest http = request.getAttributes().getRequest().getHttp();
    Optional<String> host = HostName.of(http.getHost());
    if (!MethodName.isOne(http.getMethod()) || http.getPath().isEmpty() || host.isEmpty()) {
      LOG.warn("envoy does not say what it asks about: is it set up as shown?");
      return Future.succeededFuture(
          message(check.refusal(ProxyDecision.Answer.FORBID, "", ProxyDecision.UNREADABLE)));
    }
    OriginalRequest original =
        new OriginalRequest(
            http.getMethod(),
            host.get(),
            http.getPath(),
            headers(http),
            peers.include(remote),
            request.getAttributes().getSource().getCertificate());
    return check.check(original, caller).map(EnvoyCheck::message);
  }

  /** Envoy sends headers as a map, or as a list when it is told to encode them raw. */
  private static OriginalRequest.Headers headers(AttributeContext.HttpRequest http) {
    return name -> {
      String wanted = name.toLowerCase(Locale.ROOT);
      List<String> values = new ArrayList<>(1);
      for (HeaderValue header : http.getHeaderMap().getHeadersList()) {
        if (header.getKey().equalsIgnoreCase(wanted)) {
          values.add(
              header.getRawValue().isEmpty()
                  ? header.getValue()
                  : HeaderText.utf8(name, header.getRawValue().toByteArray()));
        }
      }
      String single = http.getHeadersMap().get(wanted);
      if (values.isEmpty() && single != null) {
        values.add(single);
      }
      return values;
    };
  }

  private static CheckResponse message(ProxyDecision verdict) {
    CheckResponse.Builder response =
        CheckResponse.newBuilder()
            .setDynamicMetadata(
                Struct.newBuilder()
                    .putFields("outcome", text(verdict.outcome()))
                    .putFields("reason", text(verdict.reason()))
                    .putFields("policy_version", text(verdict.policyVersion()))
                    .putFields("team_version", text(verdict.teamVersion())));
    return switch (verdict.answer()) {
      case PASS -> response.setStatus(status(Code.OK)).setOkResponse(passed(verdict)).build();
      case SIGN_IN ->
          response
              .setStatus(status(Code.UNAUTHENTICATED))
              .setDeniedResponse(denied(StatusCode.Unauthorized))
              .build();
      case FORBID ->
          response
              .setStatus(status(Code.PERMISSION_DENIED))
              .setDeniedResponse(denied(StatusCode.Forbidden))
              .build();
    };
  }

  /** A header that this verdict does not set is one that the client must not have set either. */
  private static OkHttpResponse passed(ProxyDecision verdict) {
    OkHttpResponse.Builder ok = OkHttpResponse.newBuilder();
    for (Map.Entry<String, String> header : DecisionHeaders.of(verdict).entrySet()) {
      if (header.getValue().isEmpty()) {
        ok.addHeadersToRemove(header.getKey().toLowerCase(Locale.ROOT));
      } else {
        ok.addHeaders(
            HeaderValueOption.newBuilder()
                .setHeader(
                    HeaderValue.newBuilder()
                        .setKey(header.getKey().toLowerCase(Locale.ROOT))
                        .setValue(header.getValue()))
                .setAppendAction(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD));
      }
    }
    return ok.build();
  }

  private static DeniedHttpResponse denied(StatusCode code) {
    return DeniedHttpResponse.newBuilder()
        .setStatus(HttpStatus.newBuilder().setCode(code))
        .addHeaders(
            HeaderValueOption.newBuilder()
                .setHeader(HeaderValue.newBuilder().setKey("cache-control").setValue("no-store"))
                .setAppendAction(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD))
        .build();
  }

  private static Status status(Code code) {
    return Status.newBuilder().setCode(code.getNumber()).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
