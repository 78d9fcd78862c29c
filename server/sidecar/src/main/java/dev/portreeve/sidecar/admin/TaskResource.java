package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.access.Scope;
import dev.portreeve.sidecar.approval.Approval;
import dev.portreeve.sidecar.check.Limits;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.ServedGeneration;
import dev.portreeve.sidecar.json.JsonCheckDecoder;
import dev.portreeve.sidecar.signing.Binding;
import dev.portreeve.sidecar.signing.DenialTokens;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Access Request Service of AuthZEN's Access Request and Approval profile: whoever was denied
 * what needs approval asks for it with the denial's token, and learns what became of it.
 */
final class TaskResource {
  static final String PATH = "/access/v1/requests";

  private static final String INVALID_BINDING = "invalid_denial_binding";
  private static final String REASON = "reason";
  private static final String COMMENT = "comment";
  private static final int ACCEPTED = 202;

  private final AdminParts parts;
  private final JsonCheckDecoder checks = new JsonCheckDecoder(Limits.DEFAULT);

  TaskResource(AdminParts parts) {
    this.parts = parts;
  }

  /** Takes a request that is bound to a denial of this server. */
  AdminReply submit(AdminRequest request) throws Problem, StoreException {
    DenialTokens tokens =
        parts
            .desk()
            .denials()
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.NOT_FOUND,
                        "not set up",
                        "the server runs without --access-request-endpoint"));
    Map<String, Object> body = request.json();
    if (body.containsKey("items")) {
      throw invalid("`items` are not taken here: send a request for each denial");
    }
    DenialTokens.Denial denial =
        tokens
            .read(String.valueOf(denial(body).getOrDefault("binding_token", "")))
            .orElseThrow(
                () -> invalid("`denial.binding_token` is none that this server has signed"));
    RequestWish wish = RequestWish.of(body, parts.desk());
    try {
      return parts.once(request, tx -> submit(request, body, denial, wish, tx));
    } catch (Problem e) {
      throw e.isKeyUsed()
          ? Problem.ofProfile(Problem.CONFLICT, "duplicate_request", String.valueOf(e.getMessage()))
          : e.status() == Problem.CONFLICT ? e.with(Problem.BAD_REQUEST) : e;
    }
  }

  private AdminReply submit(
      AdminRequest request,
      Map<String, Object> body,
      DenialTokens.Denial denial,
      RequestWish wish,
      StoreTransaction transaction)
      throws Problem, SQLException {
    if (!Instant.now().isBefore(denial.expires())) {
      throw Problem.ofProfile(
          Problem.GONE, "expired_denial", "the denial is too old: ask for the check again");
    }
    Object expires = denial(body).get("expires_at");
    if (expires != null && !expires.equals(denial.expires().toString())) {
      throw invalid("`denial.expires_at` is not what the denial said");
    }
    ServedGeneration generation = parts.inForce().now();
    Frame frame = decode(request, generation);
    if (!Binding.of(frame).equals(Binding.from(denial.binding()))) {
      throw invalid("the request says something else than the check that was denied");
    }
    String team = frame.teamId().orElse("");
    StoredRequest made =
        new Registration(parts, generation, team)
            .register(request, frame, body, wish, denial.evaluation(), transaction);
    return new AdminReply(
        ACCEPTED, Optional.of(RequestView.task(made, parts.desk())), Optional.empty());
  }

  private static Map<String, Object> denial(Map<String, Object> body) {
    return BoundTeam.members(body.getOrDefault("denial", Map.of()));
  }

  private Frame decode(AdminRequest request, ServedGeneration generation) throws Problem {
    try {
      byte[] body = request.body().getBytes();
      Frame frame = checks.decode(body, body.length, generation.symbols(), Instant.now());
      request.caller().hold(frame);
      return frame;
    } catch (RequestRefused e) {
      throw Problem.refused(e);
    }
  }

  /** What became of a request. */
  AdminReply status(AdminRequest request) throws Problem, StoreException {
    StoredRequest found =
        parts
            .writable()
            .request(request.parameter("request"))
            .filter(each -> mayFollow(request, each))
            .orElseThrow(TaskResource::unknown);
    return new AdminReply(
        200, Optional.of(RequestView.task(found, parts.desk())), Optional.empty());
  }

  /** Takes a request back that nobody has decided yet. */
  AdminReply cancel(AdminRequest request) throws Problem, StoreException {
    Map<String, Object> body = request.body().length() == 0 ? Map.of() : request.json();
    return parts.writable().<AdminReply, Problem>write(tx -> cancel(request, body, tx));
  }

  private AdminReply cancel(
      AdminRequest request, Map<String, Object> body, StoreTransaction transaction)
      throws Problem, SQLException {
    StoredRequest pending =
        transaction
            .request(request.parameter("request"))
            .filter(each -> mayFollow(request, each))
            .orElseThrow(TaskResource::unknown);
    Instant now = Instant.now();
    if (!pending.open(now)) {
      throw Problem.decided(pending.statusAt(now));
    }
    Map<String, Object> document = WrittenTeam.raw(pending.document());
    Map<String, Object> cancelled = new LinkedHashMap<>();
    cancelled.put("at", now.toString());
    for (String member : List.of(REASON, COMMENT)) {
      if (body.get(member) instanceof String text) {
        cancelled.put(member, text);
      }
    }
    document.put("cancelled", cancelled);
    StoredRequest done = pending.with(StoredRequest.CANCELLED, JsonText.of(document));
    Completion.store(done, parts.desk(), transaction);
    transaction.record(
        List.of(),
        new AuditEntry(request, "request.cancel")
            .with("team", done.team())
            .with("request", done.id())
            .change(pending.status(), done.status())
            .json());
    return new AdminReply(200, Optional.of(RequestView.task(done, parts.desk())), Optional.empty());
  }

  /** Whoever has sent the request may follow it, the one whom it is for, and operators. */
  private static boolean mayFollow(AdminRequest request, StoredRequest stored) {
    if (!request.caller().limits().tenants().isEmpty()
        && !request.caller().limits().tenants().contains(stored.team())) {
      return false;
    }
    Map<String, Object> document = WrittenTeam.raw(stored.document());
    if (request.subject().isPresent()) {
      String who = request.subject().get().type() + ":" + request.subject().get().id();
      return who.equals(document.get(Approval.REQUESTER));
    }
    return request.caller().may(Scope.ADMIN)
        || request.caller().id().equals(document.get(RequestView.CREDENTIAL));
  }

  private static Problem unknown() {
    return Problem.ofProfile(
        Problem.NOT_FOUND, "unknown_task", "there is no such request that you may follow");
  }

  private static Problem invalid(String detail) {
    return Problem.ofProfile(Problem.BAD_REQUEST, INVALID_BINDING, detail);
  }
}
