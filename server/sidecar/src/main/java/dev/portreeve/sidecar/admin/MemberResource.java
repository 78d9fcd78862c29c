package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code .../teams/{team}/members/{user}}: what is known of a member, for operators. */
final class MemberResource {
  private static final String USER = "user";
  private static final int LONGEST_ID = 256;

  private final AdminParts parts;

  MemberResource(AdminParts parts) {
    this.parts = parts;
  }

  AdminReply get(AdminRequest request) throws Problem, StoreException {
    request.requireOperator();
    BoundTeam team = parts.team(request.team(), parts.inForce().now());
    Object says = team.people().get(request.parameter(USER));
    if (says == null) {
      throw noMember(request);
    }
    return AdminReply.of(shown(request, says), team.team().version());
  }

  AdminReply put(AdminRequest request) throws Problem, StoreException {
    request.requireOperator();
    String user = request.parameter(USER);
    expectId(user);
    Map<String, Object> body = request.json();
    return parts.once(request, tx -> put(request, body, tx));
  }

  /** Refuses an id that nobody has. */
  static void expectId(String id) throws Problem {
    if (id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
      throw new Problem(
          Problem.UNPROCESSABLE,
          "not an id",
          "an id has at most " + LONGEST_ID + " characters, none of them a control");
    }
  }

  private AdminReply put(
      AdminRequest request, Map<String, Object> body, StoreTransaction transaction)
      throws Problem, SQLException {
    StoredTeam team = team(request, transaction);
    String user = request.parameter(USER);
    String document = JsonText.of(body);
    SortedMap<String, String> members = new TreeMap<>(team.members());
    String old = members.put(user, document);
    BoundTeam after = bound(team, members);
    transaction.putMember(team.id(), user, document);
    record(request, transaction, "member.put", old, document);
    return old == null
        ? AdminReply.created(shown(request, body), after.team().version())
        : AdminReply.of(shown(request, body), after.team().version());
  }

  AdminReply delete(AdminRequest request) throws Problem, StoreException {
    request.requireOperator();
    return parts.writable().<AdminReply, Problem>write(tx -> delete(request, tx));
  }

  private AdminReply delete(AdminRequest request, StoreTransaction transaction)
      throws Problem, SQLException {
    StoredTeam team = team(request, transaction);
    String old = team.members().get(request.parameter(USER));
    if (old == null) {
      throw noMember(request);
    }
    transaction.removeMember(team.id(), request.parameter(USER));
    record(request, transaction, "member.delete", old, null);
    return AdminReply.done();
  }

  private static StoredTeam team(AdminRequest request, StoreTransaction transaction)
      throws Problem, SQLException {
    StoredTeam team =
        transaction.team(request.team()).orElseThrow(() -> Problem.noTeam(request.team()));
    request.requireVersion(WrittenTeam.of(team).version());
    return team;
  }

  private BoundTeam bound(StoredTeam team, SortedMap<String, String> members) throws Problem {
    Schema schema = parts.inForce().now().snapshot().schema();
    StoredTeam next = new StoredTeam(team.id(), team.document(), members);
    return BoundTeam.of(next.file(), schema, Problem.UNPROCESSABLE);
  }

  private static void record(
      AdminRequest request,
      StoreTransaction transaction,
      String action,
      @Nullable String from,
      @Nullable String to) {
    transaction.record(
        List.of(request.team()),
        new AuditEntry(request, action)
            .with("member", request.parameter(USER))
            .change(raw(from), raw(to))
            .json());
  }

  private static Object raw(@Nullable String document) {
    return document == null ? AuditEntry.nothing() : WrittenTeam.raw(document);
  }

  private static Map<String, Object> shown(AdminRequest request, Object says) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("team", request.team());
    shown.put(USER, request.parameter(USER));
    shown.putAll(BoundTeam.members(says));
    return shown;
  }

  private static Problem noMember(AdminRequest request) {
    return new Problem(
        Problem.NOT_FOUND,
        "no such member",
        "the team has no member `" + request.parameter(USER) + "`");
  }
}
