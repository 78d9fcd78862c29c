package dev.portreeve.bench.load.requests;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks as Cerbos is asked. It keeps no teams, so what the team's settings say travels with the
 * resource, except allow lists: those are policies of their own.
 */
public final class CerbosCalls {
  /* Numbers of the fields of cerbos.request.v1 and cerbos.engine.v1. */
  private static final int REQUEST_ID = 1;
  private static final int PRINCIPAL = 3;
  private static final int RESOURCES = 4;
  private static final int ACTIONS = 1;
  private static final int RESOURCE = 2;
  private static final int ROLES = 3;
  private static final int KIND = 1;
  private static final int RESOURCE_ID = 3;
  private static final int ATTRIBUTES = 4;

  private CerbosCalls() {}

  /** Each check by itself. */
  public static List<Call> single(Protocol protocol, List<Check> checks) {
    return switch (protocol) {
      case HTTP ->
          Call.each(
              checks,
              protocol,
              "/api/check/resources",
              check -> ByteString.copyFrom(json(check).toBuffer().getBytes()),
              (check, answer) -> isRight(check, new JsonObject(Buffer.buffer(answer))));
      case GRPC ->
          Call.each(
              checks,
              protocol,
              "/cerbos.svc.v1.CerbosService/CheckResources",
              check -> ByteString.copyFrom(message(check)),
              (check, answer) -> effect(answer) == check.permit());
    };
  }

  /** What a check is called in Cerbos's policies: an allow list's is its team's. */
  private static String kind(Check check) {
    Object list = check.governed().get("list");
    return list == null ? check.resourceType() : list.toString().replace('-', '_');
  }

  private static String action(Check check) {
    return check.action().substring(check.action().indexOf('.') + 1);
  }

  private static Map<String, Object> attributes(Check check) {
    Map<String, Object> attributes = new LinkedHashMap<>(check.resource());
    attributes.putAll(check.governed());
    return attributes;
  }

  private static JsonObject json(Check check) {
    JsonObject principal =
        new JsonObject()
            .put("id", check.subjectId())
            .put("roles", new JsonArray().add("user"))
            .put("attr", new JsonObject(check.subject()));
    JsonObject resource =
        new JsonObject()
            .put("kind", kind(check))
            .put("id", check.resourceId())
            .put("attr", new JsonObject(attributes(check)));
    return new JsonObject()
        .put("requestId", "r")
        .put("principal", principal)
        .put(
            "resources",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("actions", new JsonArray().add(action(check)))
                        .put("resource", resource)));
  }

  private static boolean isRight(Check check, JsonObject answer) {
    String effect =
        answer
            .getJsonArray("results")
            .getJsonObject(0)
            .getJsonObject("actions")
            .getString(action(check));
    return effect.equals(check.permit() ? "EFFECT_ALLOW" : "EFFECT_DENY");
  }

  private static byte[] message(Check check) {
    Written principal = new Written().text(1, check.subjectId()).text(ROLES, "user");
    check.subject().forEach((name, fact) -> principal.attribute(name, fact));
    Written resource = new Written().text(KIND, kind(check)).text(RESOURCE_ID, check.resourceId());
    attributes(check).forEach((name, fact) -> resource.attribute(name, fact));
    Written entry =
        new Written().text(ACTIONS, action(check)).bytes(RESOURCE, resource.toByteArray());
    return new Written()
        .text(REQUEST_ID, "r")
        .bytes(PRINCIPAL, principal.toByteArray())
        .bytes(RESOURCES, entry.toByteArray())
        .toByteArray();
  }

  /** Whether an answer allows: its one result's map of actions has the value 1. */
  private static boolean effect(byte[] answer) {
    ProtoFields result = ProtoFields.of(ProtoFields.of(answer).bytes(2));
    return ProtoFields.of(result.bytes(2)).number(2) == 1;
  }

  /** A message in the making. */
  private static final class Written {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Written text(int field, String text) {
      return bytes(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Written bytes(int field, byte[] value) {
      try {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        out.writeByteArrayNoTag(value);
        out.flush();
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Written attribute(String name, Object fact) {
      Written entry = new Written().text(1, name).bytes(2, ProtoValues.of(fact).toByteArray());
      return bytes(ATTRIBUTES, entry.toByteArray());
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }
  }
}
