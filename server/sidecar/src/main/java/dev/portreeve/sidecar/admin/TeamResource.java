package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.JsonNull;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code .../teams/{team}}: a team as a whole, for operators. */
final class TeamResource {
  private static final String ID = "id";
  private static final String MEMBERS = "members";

  private final AdminParts parts;

  TeamResource(AdminParts parts) {
    this.parts = parts;
  }

  AdminReply get(AdminRequest request) throws Problem, StoreException {
    request.requireOperator();
    Schema schema = schema();
    BoundTeam team = parts.team(request.team(), parts.inForce().now());
    return AdminReply.of(shown(team, schema), team.team().version());
  }

  /** Makes a team, or replaces it; members that it says nothing of stay, and so do secrets. */
  AdminReply put(AdminRequest request) throws Problem, StoreException {
    request.requireOperator();
    Map<String, Object> body = request.json();
    Object id = body.getOrDefault(ID, request.team());
    if (!id.equals(request.team())) {
      throw new Problem(
          Problem.UNPROCESSABLE,
          "another team",
          "`id` is not the team of the path: leave it out",
          Map.of("field", ID));
    }
    return parts.once(request, tx -> put(request, body, tx));
  }

  private AdminReply put(
      AdminRequest request, Map<String, Object> body, StoreTransaction transaction)
      throws Problem, SQLException {
    Schema schema = schema();
    Optional<StoredTeam> stored = transaction.team(request.team());
    Optional<WrittenTeam> old = stored.map(WrittenTeam::of);
    request.requireVersion(old.map(WrittenTeam::version).orElse(""));
    Map<String, Object> document = new LinkedHashMap<>(body);
    Object people = document.remove(MEMBERS);
    document.remove(ID);
    if (old.isPresent()) {
      document = SealedValues.kept(schema, document, old.get().document());
    }
    StoredTeam next = StoredTeam.of(request.team(), document, BoundTeam.members(orEmpty(people)));
    if (people == null && stored.isPresent()) {
      next = new StoredTeam(next.id(), next.document(), stored.get().members());
    }
    BoundTeam team = BoundTeam.of(next.file(), schema, Problem.UNPROCESSABLE);
    transaction.put(List.of(next));
    Object from =
        old.<Object>map(each -> SealedValues.without(schema, each.document()))
            .orElse(AuditEntry.nothing());
    transaction.record(
        List.of(next.id()),
        new AuditEntry(request, "team.put")
            .change(from, SealedValues.without(schema, team.document()))
            .with("members", next.members().size())
            .json());
    Map<String, Object> shown = shown(team, schema);
    return stored.isPresent()
        ? AdminReply.of(shown, team.team().version())
        : AdminReply.created(shown, team.team().version());
  }

  AdminReply delete(AdminRequest request) throws Problem, StoreException {
    request.requireOperator();
    return parts.writable().<AdminReply, Problem>write(tx -> delete(request, tx));
  }

  private AdminReply delete(AdminRequest request, StoreTransaction transaction)
      throws Problem, SQLException {
    Schema schema = schema();
    StoredTeam stored =
        transaction.team(request.team()).orElseThrow(() -> Problem.noTeam(request.team()));
    WrittenTeam old = WrittenTeam.of(stored);
    request.requireVersion(old.version());
    transaction.remove(request.team());
    transaction.record(
        List.of(request.team()),
        new AuditEntry(request, "team.delete")
            .change(SealedValues.without(schema, old.document()), AuditEntry.nothing())
            .with("members", stored.members().size())
            .json());
    return AdminReply.done();
  }

  private static Map<String, Object> shown(BoundTeam team, Schema schema) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put(ID, team.team().id());
    shown.putAll(SealedValues.without(schema, team.document()));
    shown.put(MEMBERS, team.people());
    return shown;
  }

  private Schema schema() {
    return parts.inForce().now().snapshot().schema();
  }

  private static Object orEmpty(@Nullable Object raw) {
    return raw == null || raw == JsonNull.INSTANCE ? Map.of() : raw;
  }
}
