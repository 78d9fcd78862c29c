package dev.portreeve.sidecar.proxy;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.routes.CheckTemplate;
import dev.portreeve.engine.routes.Route;
import dev.portreeve.engine.routes.RouteIdentity;
import dev.portreeve.engine.routes.RouteMap;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.check.Checks;
import dev.portreeve.sidecar.check.RequestForbidden;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.identity.AuthenticationResult;
import dev.portreeve.sidecar.identity.IdentitySource;
import dev.portreeve.sidecar.identity.LogText;
import dev.portreeve.sidecar.identity.OriginalRequest;
import dev.portreeve.sidecar.identity.UnreadableHeader;
import dev.portreeve.sidecar.log.CheckSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a request may pass a proxy, whichever proxy asks. */
public final class ProxyCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyCheck.class);
  private static final String DENY = "deny";

  private final Checks checks;
  private final IdentitySource identities;

  /**
   * @param checks answers what a route makes of a request
   * @param identities says who it comes from
   */
  public ProxyCheck(Checks checks, IdentitySource identities) {
    this.checks = checks;
    this.identities = identities;
  }

  /** The verdict; complete on return if nothing has to be waited for. */
  Future<ProxyDecision> check(OriginalRequest original, Caller caller) {
    CheckTemplate target = CheckTemplate.of(original.target());
    if (target instanceof CheckTemplate.Refused refused) {
      LOG.warn(
          "denied {} {}: the path holds {}",
          LogText.of(original.method()),
          LogText.path(original.target()),
          refused.why());
      return refuse(ProxyDecision.Answer.FORBID, "", ProxyDecision.NOT_CANONICAL);
    }
    CheckTemplate.Canonical canonical = (CheckTemplate.Canonical) target;
    try {
      return identities
          .find(original)
          .compose(finding -> check(original, canonical, finding, caller))
          .recover(failure -> unreadable(original, failure));
    } catch (UnreadableHeader e) {
      return unreadable(original, e);
    }
  }

  private Future<ProxyDecision> unreadable(OriginalRequest original, Throwable failure) {
    if (!(failure instanceof UnreadableHeader header)) {
      return Future.failedFuture(failure);
    }
    LOG.info(
        "denied {} {}: {}",
        LogText.of(original.method()),
        LogText.path(original.target()),
        header.getMessage());
    return refuse(ProxyDecision.Answer.FORBID, "", ProxyDecision.UNREADABLE);
  }

  private Future<ProxyDecision> check(
      OriginalRequest original,
      CheckTemplate.Canonical target,
      AuthenticationResult finding,
      Caller caller) {
    if (finding instanceof AuthenticationResult.Refused refused) {
      LOG.info(
          "denied {} {}: {}",
          LogText.of(original.method()),
          LogText.path(original.target()),
          LogText.of(refused.why()));
      return refuse(ProxyDecision.Answer.SIGN_IN, "", ProxyDecision.IDENTITY_REFUSED);
    }
    Optional<RouteIdentity> identity =
        finding instanceof AuthenticationResult.Known known
            ? Optional.of(known.identity())
            : Optional.empty();
    return decide(new CheckedRequest(original, target, identity), caller);
  }

  private Future<ProxyDecision> decide(CheckedRequest request, Caller caller) {
    ServedGeneration generation = checks.inForce();
    Snapshot snapshot = generation.snapshot();
    RouteMap routes = snapshot.routes();
    String subject = request.identity().map(RouteIdentity::id).orElse("");
    Optional<Route> route = routes.match(request.method(), request.host(), request.target());
    if (route.isEmpty()) {
      if (routes.unmatched() == RouteMap.Unmatched.PERMIT
          && routes.resembles(request.method(), request.target())) {
        return refuse(ProxyDecision.Answer.FORBID, subject, ProxyDecision.NOT_CANONICAL);
      }
      return routes.unmatched() == RouteMap.Unmatched.PERMIT
          ? Future.succeededFuture(
              new ProxyDecision(
                  ProxyDecision.Answer.PASS,
                  "permit",
                  subject,
                  ProxyDecision.NO_ROUTE,
                  snapshot.version(),
                  ""))
          : refuse(ProxyDecision.Answer.FORBID, subject, ProxyDecision.NO_ROUTE);
    }
    if (request.identity().isEmpty() && !Route.knowsStrangers(snapshot.schema())) {
      return refuse(ProxyDecision.Answer.SIGN_IN, "", ProxyDecision.IDENTITY_REQUIRED);
    }
    Frame frame = Frame.of(snapshot.schema(), Instant.now());
    route.get().fill(frame, request);
    try {
      caller.hold(frame);
    } catch (RequestForbidden e) {
      LOG.info("denied to the caller {}: {}", LogText.of(caller.id()), e.problem());
      return refuse(ProxyDecision.Answer.FORBID, subject, ProxyDecision.CALLER_REFUSED);
    }
    CheckSource source =
        CheckSource.of(
            caller.id(), header("x-request-id", request), header("traceparent", request));
    return checks.answerKnown(generation, frame, source).map(answer -> verdict(answer, subject));
  }

  private static String header(String name, CheckedRequest request) {
    try {
      List<String> values = request.header(name);
      return values.isEmpty() ? "" : values.get(0);
    } catch (UnreadableHeader e) { // it says nothing of what may be done
      return "";
    }
  }

  /** A proxy can carry out no obligation, so a permit that depends on one is none for it. */
  private static ProxyDecision verdict(EncodedDecision answer, String subject) {
    Decision decision = answer.decision();
    boolean unfulfilled = decision.permitted() && !decision.obligations().isEmpty();
    ProxyDecision.Answer refusal =
        subject.isEmpty() ? ProxyDecision.Answer.SIGN_IN : ProxyDecision.Answer.FORBID;
    return new ProxyDecision(
        decision.permitted() && !unfulfilled ? ProxyDecision.Answer.PASS : refusal,
        unfulfilled ? DENY : decision.outcome().code(),
        subject,
        unfulfilled ? ProxyDecision.OBLIGATION : decision.reason(),
        answer.policyVersion(),
        answer.teamVersion());
  }

  /** The verdict on a request that came to no decision. */
  private Future<ProxyDecision> refuse(ProxyDecision.Answer answer, String subject, String reason) {
    return Future.succeededFuture(refusal(answer, subject, reason));
  }

  ProxyDecision refusal(ProxyDecision.Answer answer, String subject, String reason) {
    return new ProxyDecision(
        answer, DENY, subject, reason, checks.inForce().snapshot().version(), "");
  }
}
