package dev.portreeve.sidecar.admin;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.schema.Fulfilment;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.store.StoreException;
import dev.portreeve.store.StoreTransaction;
import dev.portreeve.store.StoredRecord;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code .../teams/{team}/records/{type}}: what the store keeps of subjects and resources, for
 * operators.
 */
final class RecordResource {
  private static final String TYPE = "type";
  private static final String RECORD = "record";
  private static final String ID = "id";
  private static final int MOST = 1_000;

  private final AdminParts parts;

  RecordResource(AdminParts parts) {
    this.parts = parts;
  }

  AdminReply list(AdminRequest request) throws Problem, StoreException {
    String type = type(request);
    BoundTeam team = parts.team(request.team(), parts.inForce().now());
    String behind = request.parameters().getOrDefault("after", "");
    List<Object> shown = new ArrayList<>();
    for (StoredRecord each : parts.writable().known(request.team(), type, behind, MOST)) {
      shown.add(shown(each));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("team", request.team());
    body.put("records", shown);
    return AdminReply.of(body, team.team().version());
  }

  AdminReply get(AdminRequest request) throws Problem, StoreException {
    String type = type(request);
    BoundTeam team = parts.team(request.team(), parts.inForce().now());
    StoredRecord found =
        parts
            .writable()
            .knownOf(request.team(), type, request.parameter(RECORD))
            .orElseThrow(() -> noRecord(request));
    return AdminReply.of(shown(found), team.team().version());
  }

  AdminReply put(AdminRequest request) throws Problem, StoreException {
    String type = type(request);
    MemberResource.expectId(request.parameter(RECORD));
    Map<String, Object> body = request.json();
    expectFit(type, body);
    return parts.once(request, tx -> put(request, body, tx));
  }

  private AdminReply put(
      AdminRequest request, Map<String, Object> body, StoreTransaction transaction)
      throws Problem, SQLException {
    BoundTeam team = parts.team(request.team(), parts.inForce().now(), transaction);
    StoredRecord next =
        new StoredRecord(
            request.team(), request.parameter(TYPE), request.parameter(RECORD), JsonText.of(body));
    Optional<StoredRecord> old = transaction.knownOf(next.team(), next.type(), next.id());
    transaction.put(next);
    record(request, transaction, "record.put", old, Optional.of(next));
    return old.isPresent()
        ? AdminReply.of(shown(next), team.team().version())
        : AdminReply.created(shown(next), team.team().version());
  }

  AdminReply delete(AdminRequest request) throws Problem, StoreException {
    String type = type(request);
    return parts
        .writable()
        .<AdminReply, Problem>write(
            tx -> {
              StoredRecord old =
                  tx.knownOf(request.team(), type, request.parameter(RECORD))
                      .orElseThrow(() -> noRecord(request));
              tx.remove(old);
              record(request, tx, "record.delete", Optional.of(old), Optional.empty());
              return AdminReply.done();
            });
  }

  private static void record(
      AdminRequest request,
      StoreTransaction transaction,
      String action,
      Optional<StoredRecord> from,
      Optional<StoredRecord> to) {
    transaction.record(
        List.of(),
        new AuditEntry(request, action)
            .with(
                "records",
                List.of(Map.of(TYPE, request.parameter(TYPE), ID, request.parameter(RECORD))))
            .change(raw(from), raw(to))
            .json());
  }

  private static Object raw(Optional<StoredRecord> known) {
    return known.<Object>map(each -> WrittenTeam.raw(each.document())).orElse(AuditEntry.nothing());
  }

  /** The type of the path, which the operator must want to be kept. */
  private String type(AdminRequest request) throws Problem {
    request.requireOperator();
    String type = request.parameter(TYPE);
    if (!parts.kept().types().contains(type) || type.equals(Fulfilment.MEMBER)) {
      throw new Problem(
          Problem.NOT_FOUND,
          "not kept",
          "this server keeps no records of the type `" + type + "`: see --records");
    }
    return type;
  }

  private void expectFit(String type, Map<String, Object> body) throws Problem {
    Map<String, ValueType> members = parts.inForce().now().snapshot().schema().recordMembers(type);
    for (Map.Entry<String, Object> member : body.entrySet()) {
      ValueType wanted = members.get(member.getKey());
      if (wanted == null) {
        throw unfit(member.getKey(), "the policy set declares no such fact of a " + type);
      }
      if (wanted.accept(member.getValue()) instanceof InvalidValue invalid) {
        throw unfit(member.getKey(), invalid.problems().get(0).message());
      }
    }
  }

  private static Problem unfit(String field, String problem) {
    return new Problem(
        Problem.UNPROCESSABLE,
        "not a record",
        "`" + field + "`: " + problem,
        Map.of("field", field));
  }

  private static Map<String, Object> shown(StoredRecord known) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("team", known.team());
    shown.put(TYPE, known.type());
    shown.put(ID, known.id());
    shown.put("facts", new JsonObject(known.document()).getMap());
    return shown;
  }

  private static Problem noRecord(AdminRequest request) {
    return new Problem(
        Problem.NOT_FOUND,
        "no such record",
        "the team has no " + request.parameter(TYPE) + " `" + request.parameter(RECORD) + "`");
  }
}
