package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.sidecar.scim.Roster;
import dev.portreeve.sidecar.scim.ScimReply;
import dev.portreeve.sidecar.scim.ScimRequest;
import dev.portreeve.sidecar.scim.ScimService;
import dev.portreeve.store.ProvisionedTeam;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredTeam;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users and groups of a team as SCIM has them: read at once, changed in one transaction. */
final class ScimResource {
  private static final String ACTION = "action";

  private final AdminParts parts;
  private @Nullable ScimService service;

  ScimResource(AdminParts parts) {
    this.parts = parts;
  }

  /** Takes a second to load, which a server without SCIM does not spend. */
  private synchronized ScimService service() {
    ScimService known = service;
    if (known == null) {
      known = new ScimService(AdminApi.LONGEST_BODY);
      service = known;
    }
    return known;
  }

  ScimReply answer(AdminRequest request, ScimRequest asked) throws Problem, StoreException {
    boolean reads = asked.method().equals("GET") || asked.resource().contains("/.search");
    if (reads) {
      return service().answer(asked, new Roster(team(request), schema()));
    }
    ScimService known = service();
    return parts.writable().<ScimReply, Problem>write(tx -> write(known, request, asked, tx));
  }

  private ScimReply write(
      ScimService known, AdminRequest request, ScimRequest asked, StoreTransaction transaction)
      throws Problem, SQLException {
    ProvisionedTeam team =
        transaction
            .provisionedTeam(request.team())
            .orElseThrow(() -> Problem.noTeam(request.team()));
    Roster roster = new Roster(team, schema());
    ScimReply reply = known.answer(asked, roster);
    if (!reply.changes().isEmpty()) {
      Optional<Boolean> members = roster.store(transaction);
      if (members.isPresent()) {
        transaction.record(
            members.get() ? List.of(request.team()) : List.of(),
            entry(request, reply.changes()).json());
      }
    }
    return reply;
  }

  private static AuditEntry entry(AdminRequest request, List<Map<String, Object>> changes) {
    if (changes.size() > 1) {
      return new AuditEntry(request, "scim.bulk").with("changes", changes);
    }
    Map<String, Object> change = new LinkedHashMap<>(changes.get(0));
    AuditEntry entry = new AuditEntry(request, String.valueOf(change.remove(ACTION)));
    change.forEach(entry::with);
    return entry;
  }

  private ProvisionedTeam team(AdminRequest request) throws Problem, StoreException {
    String id = request.team();
    if (parts.store().isPresent()) {
      return parts.store().get().provisionedTeam(id).orElseThrow(() -> Problem.noTeam(id));
    }
    BoundTeam files = parts.team(id, parts.inForce().now());
    return new ProvisionedTeam(StoredTeam.of(id, files.document(), files.people()), List.of());
  }

  private Schema schema() {
    return parts.inForce().now().snapshot().schema();
  }
}
