package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Obligation;
import dev.portreeve.engine.decision.Outcome;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.json.JsonCheckDecoder;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * {@code .../teams/{team}/requests}: what needs somebody's approval, asked for, shown and decided
 * as the policy set says.
 */
final class RequestResource {
  private static final String REGISTER = "register_pending_request";
  private static final String TYPE = "type";
  private static final String FACTS = "facts";
  private static final String STATUS = "status";

  private final AdminParts parts;
  private final JsonCheckDecoder checks = new JsonCheckDecoder(Limits.DEFAULT);

  RequestResource(AdminParts parts) {
    this.parts = parts;
  }

  /** Registers what a check says, where the policy set finds that it needs approval. */
  AdminReply submit(AdminRequest request) throws Problem, StoreException {
    Map<String, Object> check = request.json();
    return parts.once(request, tx -> submit(request, check, tx));
  }

  private AdminReply submit(
      AdminRequest request, Map<String, Object> check, StoreTransaction transaction)
      throws Problem, SQLException {
    ServedGeneration generation = parts.inForce().now();
    Frame frame = decode(request, generation);
    CallerLimits.Subject requester =
        new CallerLimits.Subject(frame.subjectType(), frame.subjectId());
    SubjectChecks asked =
        new SubjectChecks(
            generation,
            parts.decisions(),
            parts.team(request.team(), generation, transaction),
            request.caller(),
            requester);
    AdminDecision decision = asked.decide(frame);
    Map<String, Object> registered = registered(decision);
    Schema schema = generation.snapshot().schema();
    RequestKind kind =
        RequestKind.of(schema, registered.getOrDefault("request", ""))
            .orElseThrow(() -> conflict("the policy set has nobody who could approve this"));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(TYPE, kind.type());
    document.put(FACTS, kind.facts(schema, registered, check));
    document.put("requested_at", Instant.now().toString());
    document.put("decision", decision.json().get("context"));
    StoredRequest made =
        new StoredRequest(
            UUID.randomUUID().toString(),
            request.team(),
            StoredRequest.PENDING,
            JsonText.of(document));
    transaction.put(made);
    transaction.record(
        List.of(),
        new AuditEntry(request, "request.submit")
            .with("request", made.id())
            .with("requester", requester.type() + ":" + requester.id())
            .with(FACTS, document.get(FACTS))
            .with("decision", decision.audited())
            .json());
    return AdminReply.created(shown(made), made.id());
  }

  /** Somebody asks for himself, as what is stored of him; an operator for anybody, as it says. */
  private Frame decode(AdminRequest request, ServedGeneration generation) throws Problem {
    try {
      byte[] body = request.body().getBytes();
      Frame frame = checks.decode(body, body.length, generation.symbols(), Instant.now());
      if (!frame.teamId().equals(Optional.of(request.team()))) {
        throw new Problem(
            Problem.UNPROCESSABLE,
            "another team",
            "the check is not about the team of the path",
            Map.of("field", "resource.properties.team"));
      }
      CallerLimits limits =
          new CallerLimits(Set.of(), List.of(), request.subject(), CallerLimits.Facts.DIRECTORY);
      Optional<CallerLimits.Beyond> beyond =
          request.subject().isPresent() ? limits.apply(frame) : Optional.empty();
      if (beyond.isPresent()) {
        throw new Problem(
            Problem.FORBIDDEN,
            "not admitted",
            beyond.get().problem(),
            Map.of("field", beyond.get().field()));
      }
      return frame;
    } catch (RequestRefused e) {
      throw new Problem(
          Problem.BAD_REQUEST, "malformed request", e.problem(), Map.of("field", e.field()));
    }
  }

  private static Map<String, Object> registered(AdminDecision decision) throws Problem {
    if (decision.permitted()) {
      throw conflict("this needs nobody's approval: it is permitted");
    }
    if (decision.decision().outcome() != Outcome.NEEDS_APPROVAL) {
      throw decision.refused();
    }
    for (Obligation obligation : decision.decision().obligations()) {
      if (obligation.action().equals(REGISTER)) {
        return obligation.properties();
      }
    }
    throw conflict("the policy set wants no request registered for this");
  }

  /** The requests of a status that the subject may see; an operator sees all. */
  AdminReply list(AdminRequest request) throws Problem, StoreException {
    String status = request.parameters().getOrDefault(STATUS, StoredRequest.PENDING);
    List<StoredRequest> all = parts.writable().requests(request.team(), status);
    ServedGeneration generation = parts.inForce().now();
    BoundTeam team = parts.team(request.team(), generation);
    List<Object> shown = new ArrayList<>();
    for (StoredRequest each : all) {
      if (request.subject().isEmpty()
          || decide(request, generation, team, each, RequestKind.VIEW, Map.of()).permitted()) {
        shown.add(shown(each));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("team", request.team());
    body.put("requests", shown);
    return AdminReply.of(body, team.team().version());
  }

  AdminReply approve(AdminRequest request) throws Problem, StoreException {
    return decide(request, RequestKind.APPROVE, "approved");
  }

  AdminReply deny(AdminRequest request) throws Problem, StoreException {
    return decide(request, RequestKind.DENY, "denied");
  }

  private AdminReply decide(AdminRequest request, String verb, String status)
      throws Problem, StoreException {
    request.requireSubject();
    Map<String, Object> body = request.body().length() == 0 ? Map.of() : request.json();
    Map<String, Object> context = BoundTeam.members(body.getOrDefault("context", Map.of()));
    return parts
        .writable()
        .<AdminReply, Problem>write(tx -> decide(request, verb, status, context, tx));
  }

  private AdminReply decide(
      AdminRequest request,
      String verb,
      String status,
      Map<String, Object> context,
      StoreTransaction transaction)
      throws Problem, SQLException {
    String id = request.parameter("request");
    StoredRequest pending =
        transaction
            .request(request.team(), id)
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.NOT_FOUND,
                        "no such request",
                        "the team has no request `" + id + "`"));
    ServedGeneration generation = parts.inForce().now();
    BoundTeam team = parts.team(request.team(), generation, transaction);
    AdminDecision decision = decide(request, generation, team, pending, verb, context);
    if (!decision.permitted()) {
      throw decision.refused();
    }
    if (!pending.status().equals(StoredRequest.PENDING)) {
      throw conflict("the request is " + pending.status() + " already");
    }
    Map<String, Object> document = WrittenTeam.raw(pending.document());
    Map<String, Object> by = new LinkedHashMap<>();
    by.put("subject", request.requireSubject().type() + ":" + request.requireSubject().id());
    by.put("at", Instant.now().toString());
    document.put("decided", by);
    StoredRequest decided = pending.with(status, JsonText.of(document));
    transaction.put(decided);
    transaction.record(
        List.of(),
        new AuditEntry(request, "request." + verb)
            .with("request", id)
            .change(pending.status(), status)
            .with("decision", decision.audited())
            .json());
    Map<String, Object> shown = shown(decided);
    shown.put("change", transaction.number());
    shown.putAll(decision.json());
    return AdminReply.of(shown, id);
  }

  private AdminDecision decide(
      AdminRequest request,
      ServedGeneration generation,
      BoundTeam team,
      StoredRequest pending,
      String verb,
      Map<String, Object> context)
      throws Problem {
    SubjectChecks asked =
        new SubjectChecks(
            generation, parts.decisions(), team, request.caller(), request.requireSubject());
    Map<String, Object> document = WrittenTeam.raw(pending.document());
    RequestKind kind = new RequestKind(String.valueOf(document.get(TYPE)));
    Frame frame = asked.frame(kind.action(verb), kind.type(), pending.id());
    BoundTeam.members(document.getOrDefault(FACTS, Map.of()))
        .forEach((name, raw) -> frame.fact(Entity.RESOURCE, name, raw));
    context.forEach((name, raw) -> frame.fact(Entity.CONTEXT, name, raw));
    return asked.decide(frame);
  }

  private static Map<String, Object> shown(StoredRequest request) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", request.id());
    shown.put("team", request.team());
    shown.put(STATUS, request.status());
    shown.putAll(WrittenTeam.raw(request.document()));
    return shown;
  }

  private static Problem conflict(String detail) {
    return new Problem(Problem.CONFLICT, "not to be approved", detail);
  }
}
