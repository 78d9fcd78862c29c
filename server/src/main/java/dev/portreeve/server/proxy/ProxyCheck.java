package dev.portreeve.server.proxy;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.decision.Decision;
import dev.portreeve.policy.facts.Frame;
import dev.portreeve.policy.routes.Identity;
import dev.portreeve.policy.routes.Route;
import dev.portreeve.policy.routes.RouteMap;
import dev.portreeve.policy.routes.Target;
import dev.portreeve.server.answer.Decided;
import dev.portreeve.server.check.Checks;
import dev.portreeve.server.identity.Finding;
import dev.portreeve.server.identity.IdentitySource;
import dev.portreeve.server.identity.Original;
import dev.portreeve.server.reload.Generation;
import io.vertx.core.Future;
import java.time.Instant;
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
  Future<Verdict> check(Original original) {
    Target target = Target.of(original.target());
    if (target instanceof Target.Refused refused) {
      LOG.warn(
          "denied {} {}: the path holds {}",
          LogText.of(original.method()),
          LogText.of(original.target()),
          refused.why());
      return refuse(Verdict.Answer.FORBID, "", Verdict.NOT_CANONICAL);
    }
    Target.Canonical canonical = (Target.Canonical) target;
    return identities.find(original).compose(finding -> check(original, canonical, finding));
  }

  private Future<Verdict> check(Original original, Target.Canonical target, Finding finding) {
    if (finding instanceof Finding.Refused refused) {
      LOG.info(
          "denied {} {}: {}",
          LogText.of(original.method()),
          LogText.of(original.target()),
          LogText.of(refused.why()));
      return refuse(Verdict.Answer.SIGN_IN, "", Verdict.IDENTITY_REFUSED);
    }
    Optional<Identity> identity =
        finding instanceof Finding.Known known ? Optional.of(known.identity()) : Optional.empty();
    return decide(new CheckedRequest(original, target, identity));
  }

  private Future<Verdict> decide(CheckedRequest request) {
    Generation generation = checks.inForce();
    Snapshot snapshot = generation.snapshot();
    RouteMap routes = snapshot.routes();
    String subject = request.identity().map(Identity::id).orElse("");
    Optional<Route> route = routes.match(request.method(), request.host(), request.target());
    if (route.isEmpty()) {
      return routes.unmatched() == RouteMap.Unmatched.PERMIT
          ? Future.succeededFuture(
              new Verdict(
                  Verdict.Answer.PASS, "permit", subject, Verdict.NO_ROUTE, snapshot.version()))
          : refuse(Verdict.Answer.FORBID, subject, Verdict.NO_ROUTE);
    }
    if (request.identity().isEmpty() && !Route.knowsStrangers(snapshot.schema())) {
      return refuse(Verdict.Answer.SIGN_IN, "", Verdict.IDENTITY_REQUIRED);
    }
    Frame frame = Frame.of(snapshot.schema(), Instant.now());
    route.get().fill(frame, request);
    return checks.answer(generation, frame).map(answer -> verdict(answer, subject));
  }

  /** A proxy can carry out no obligation, so a permit that depends on one is none for it. */
  private static Verdict verdict(Decided answer, String subject) {
    Decision decision = answer.decision();
    boolean unfulfilled = decision.permitted() && !decision.obligations().isEmpty();
    Verdict.Answer refusal = subject.isEmpty() ? Verdict.Answer.SIGN_IN : Verdict.Answer.FORBID;
    return new Verdict(
        decision.permitted() && !unfulfilled ? Verdict.Answer.PASS : refusal,
        unfulfilled ? DENY : decision.outcome().code(),
        subject,
        unfulfilled ? Verdict.OBLIGATION : decision.reason(),
        answer.policyVersion());
  }

  /** The verdict on a request that came to no decision. */
  private Future<Verdict> refuse(Verdict.Answer answer, String subject, String reason) {
    return Future.succeededFuture(refusal(answer, subject, reason));
  }

  Verdict refusal(Verdict.Answer answer, String subject, String reason) {
    return new Verdict(answer, DENY, subject, reason, checks.inForce().snapshot().version());
  }
}
