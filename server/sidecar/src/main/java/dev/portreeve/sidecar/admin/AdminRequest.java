package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.sidecar.access.Access;
import dev.portreeve.sidecar.access.Caller;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.access.Presented;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, taken apart where it came in, so that a worker need not touch what belongs to the
 * event loop.
 *
 * @param caller who asks
 * @param subject whom the caller speaks for; empty: an operator, who speaks for nobody
 * @param parameters of the path, and of the query
 * @param body as sent
 * @param method of HTTP, and the path
 * @param ifMatch the version that must be in force; empty: any
 * @param idempotencyKey by which the same request is known when it comes again; empty: none
 */
record AdminRequest(
    Caller caller,
    Optional<CallerLimits.Subject> subject,
    Map<String, String> parameters,
    Buffer body,
    String method,
    Optional<String> ifMatch,
    Optional<String> idempotencyKey) {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 200;

  /**
   * Reads a request that was admitted.
   *
   * @param subjectType of whom a token speaks for
   */
  static AdminRequest of(RoutingContext context, Access access, String subjectType) throws Problem {
    return of(
        context, access, subjectType, version(context.request().getHeader(HttpHeaders.IF_MATCH)));
  }

  /** The same where the version of something else than the team is asked for. */
  static AdminRequest of(
      RoutingContext context, Access access, String subjectType, Optional<String> ifMatch)
      throws Problem {
    Caller caller = access.known(context.request(), Presented.Owner.CALLER);
    if (caller == null) { // revoked since it was admitted
      throw new Problem(Problem.UNAUTHORIZED, "not admitted", Access.Why.UNKNOWN.problem());
    }
    String team = context.pathParam("team");
    if (team != null && !TeamReader.isId(team)) {
      throw Problem.noTeam(team);
    }
    if (team != null
        && !caller.limits().tenants().isEmpty()
        && !caller.limits().tenants().contains(team)) {
      throw new Problem(
          Problem.FORBIDDEN, "not admitted", "the credential does not let you ask about this team");
    }
    Optional<String> key = Optional.ofNullable(context.request().getHeader(IDEMPOTENCY_KEY));
    if (key.isPresent() && (key.get().isBlank() || key.get().length() > LONGEST_KEY)) {
      throw Problem.malformed(
          "the header " + IDEMPOTENCY_KEY + " takes 1 to " + LONGEST_KEY + " characters");
    }
    @Nullable Buffer body = context.body().buffer();
    return new AdminRequest(
        caller,
        access.subject(context.request(), caller, subjectType),
        parameters(context),
        body == null ? Buffer.buffer() : body,
        context.request().method() + " " + context.request().path(),
        ifMatch,
        key);
  }

  private static Map<String, String> parameters(RoutingContext context) {
    Map<String, String> all = new HashMap<>();
    context.queryParams().forEach(all::put);
    all.putAll(context.pathParams());
    return Map.copyOf(all);
  }

  /** A star wants what is there, whatever it is. */
  private static Optional<String> version(@Nullable String ifMatch) throws Problem {
    if (ifMatch == null || ifMatch.equals("*")) {
      return Optional.empty();
    }
    if (ifMatch.length() < 2 || !ifMatch.startsWith("\"") || !ifMatch.endsWith("\"")) {
      throw Problem.malformed("the header If-Match takes one ETag as it was told: \"...\"");
    }
    return Optional.of(ifMatch.substring(1, ifMatch.length() - 1));
  }

  /** The team that it is about. */
  String team() {
    return parameter("team");
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whom it is to be decided for. */
  CallerLimits.Subject requireSubject() throws Problem {
    return subject.orElseThrow(
        () ->
            new Problem(
                Problem.FORBIDDEN,
                "a subject is required",
                "settings are read and changed by somebody: show a token, or a key with a subject"
                    + " (`portreeve credentials add ID --subject user:ana`)"));
  }

  /** Refuses somebody's request for what takes an operator. */
  void requireOperator() throws Problem {
    if (subject.isPresent()) {
      throw new Problem(
          Problem.FORBIDDEN,
          "an operator is required",
          "teams and members are changed with a key that has the scope admin and no subject");
    }
  }

  /** Refuses a request that wants another version than the one in force. */
  void requireVersion(String inForce) throws Problem {
    if (ifMatch.isPresent() && !ifMatch.get().equals(inForce)) {
      throw new Problem(
          Problem.PRECONDITION_FAILED,
          "changed meanwhile",
          "the team has changed since the version in If-Match: read it again");
    }
  }

  Map<String, Object> json() throws Problem {
    return RawJson.object(body.getBytes());
  }

  /** By what it is the same request as another one of its key. */
  String digest() {
    return Hash.of(method + "\n" + ifMatch.orElse(""), body.getBytes());
  }

  /** What its key is kept under: keys of two callers never meet. */
  Optional<String> answeredKey() {
    String who = subject.map(each -> each.type() + ":" + each.id()).orElse("") + "@" + caller.id();
    return idempotencyKey.map(key -> Hash.of(who, key));
  }
}
