package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.RequestSpec;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.access.CallerLimits;
import dev.portreeve.sidecar.approval.Approval;
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

/**
 * {@code .../teams/{team}/requests}: what needs somebody's approval, asked for, shown and decided
 * as the policy set says.
 */
final class RequestResource {
  private static final String STATUS = "status";

  private final AdminParts parts;
  private final JsonCheckDecoder checks = new JsonCheckDecoder(Limits.DEFAULT);

  RequestResource(AdminParts parts) {
    this.parts = parts;
  }

  /** Registers what a check says, where the policy set finds that it needs approval. */
  AdminReply submit(AdminRequest request) throws Problem, StoreException {
    Map<String, Object> check = request.json();
    RequestWish wish = RequestWish.of(check, parts.desk());
    return parts.once(
        request,
        tx -> {
          ServedGeneration generation = parts.inForce().now();
          Frame frame =
              decode(
                  request,
                  generation,
                  request.subject().isPresent()
                      ? CallerLimits.Facts.DIRECTORY
                      : CallerLimits.Facts.REQUEST);
          StoredRequest made =
              new Registration(parts, generation, request.team())
                  .register(request, frame, check, wish, "", tx);
          return AdminReply.created(RequestView.of(made, request.subject()), made.id());
        });
  }

  /**
   * The check in the body, which must be about the team of the path. Somebody asks for himself, an
   * operator for anybody.
   *
   * @param facts where what is said of the subject may come from
   */
  Frame decode(AdminRequest request, ServedGeneration generation, CallerLimits.Facts facts)
      throws Problem {
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
      CallerLimits limits = new CallerLimits(Set.of(), List.of(), request.subject(), facts);
      Optional<CallerLimits.Beyond> beyond = limits.apply(frame);
      if (beyond.isPresent()) {
        throw new Problem(
            Problem.FORBIDDEN,
            "not admitted",
            beyond.get().problem(),
            Map.of("field", beyond.get().field()));
      }
      return frame;
    } catch (RequestRefused e) {
      throw Problem.refused(e);
    }
  }

  /** The requests of a status that the subject may see; an operator sees all. */
  AdminReply list(AdminRequest request) throws Problem, StoreException {
    String status = request.parameters().getOrDefault(STATUS, StoredRequest.PENDING);
    Instant now = Instant.now();
    List<StoredRequest> all = parts.writable().requests(request.team(), status);
    ServedGeneration generation = parts.inForce().now();
    BoundTeam team = parts.team(request.team(), generation);
    List<Object> shown = new ArrayList<>();
    for (StoredRequest each : all) {
      if (each.statusAt(now).equals(status)
          && (request.subject().isEmpty()
              || decide(request, generation, team, each, RequestKind.VIEW, Map.of()).permitted())) {
        shown.add(RequestView.of(each, request.subject()));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("team", request.team());
    body.put("requests", shown);
    return AdminReply.of(body, team.team().version());
  }

  AdminReply approve(AdminRequest request) throws Problem, StoreException {
    return decide(request, RequestKind.APPROVE);
  }

  AdminReply deny(AdminRequest request) throws Problem, StoreException {
    return decide(request, RequestKind.DENY);
  }

  private AdminReply decide(AdminRequest request, String verb) throws Problem, StoreException {
    request.requireSubject();
    Map<String, Object> body = request.body().length() == 0 ? Map.of() : request.json();
    Map<String, Object> context = BoundTeam.members(body.getOrDefault("context", Map.of()));
    context.keySet().removeAll(Schema.BUILT_IN);
    return parts.writable().<AdminReply, Problem>write(tx -> decide(request, verb, context, tx));
  }

  private AdminReply decide(
      AdminRequest request, String verb, Map<String, Object> context, StoreTransaction transaction)
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
    Instant now = Instant.now();
    if (!pending.open(now)) {
      throw Problem.decided(pending.statusAt(now));
    }
    Map<String, Object> document = WrittenTeam.raw(pending.document());
    Map<String, Object> by = new LinkedHashMap<>();
    by.put("subject", request.requireSubject().type() + ":" + request.requireSubject().id());
    by.put("at", now.toString());
    document.put("decided", by);
    StoredRequest decided =
        verb.equals(RequestKind.APPROVE)
            ? approved(pending, document, generation, now)
            : pending.with(StoredRequest.DENIED, JsonText.of(document));
    Completion.store(decided, parts.desk(), transaction);
    transaction.record(
        List.of(),
        new AuditEntry(request, "request." + verb)
            .with("request", id)
            .change(pending.status(), decided.status())
            .with("decision", decision.audited())
            .json());
    Map<String, Object> shown = RequestView.of(decided, request.subject());
    shown.put("change", transaction.number());
    shown.putAll(decision.json());
    return AdminReply.of(shown, id);
  }

  /** Good as long as the policy set says, or as it was asked for where that is shorter. */
  private static StoredRequest approved(
      StoredRequest pending, Map<String, Object> document, ServedGeneration generation, Instant now)
      throws Problem {
    RequestSpec.ApprovalSpec spec =
        generation
            .snapshot()
            .schema()
            .requests()
            .orElseThrow(() -> Problem.notRequestable("the policy set has no requests any more"))
            .approval();
    Instant end = now.plus(spec.lasts());
    Object wanted = document.get(RequestWish.UNTIL);
    if (wanted != null && Instant.parse(String.valueOf(wanted)).isBefore(end)) {
      end = Instant.parse(String.valueOf(wanted));
    }
    return Approval.grant(pending, document, spec.once(), end);
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
    RequestKind kind = new RequestKind(String.valueOf(document.get(RequestView.TYPE)));
    Frame frame = asked.frame(kind.action(verb), kind.type(), pending.id());
    BoundTeam.members(document.getOrDefault(RequestView.FACTS, Map.of()))
        .forEach((name, raw) -> frame.fact(Entity.RESOURCE, name, raw));
    context.forEach((name, raw) -> frame.fact(Entity.CONTEXT, name, raw));
    return asked.decide(frame);
  }
}
