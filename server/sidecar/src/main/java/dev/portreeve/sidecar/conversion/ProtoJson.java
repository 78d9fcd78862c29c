package dev.portreeve.sidecar.conversion;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.Advice;
import dev.portreeve.proto.v1.Approver;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Obligation;
import dev.portreeve.proto.v1.Outcome;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.proto.v1.UnknownFact;
import dev.portreeve.sidecar.check.MalformedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Messages in the AuthZEN JSON that means the same, as maps; for callers of a server. */
public final class ProtoJson {
  private ProtoJson() {}

  /**
   * The message of a check. Members of no meaning are left out; what is ill-typed counts as such.
   */
  public static CheckRequest request(Map<String, Object> json) {
    CheckRequest.Builder request = CheckRequest.newBuilder();
    if (json.get("subject") instanceof Map<?, ?> subject) {
      request.setSubject(
          Subject.newBuilder()
              .setType(text(subject, "type"))
              .setId(text(subject, "id"))
              .setProperties(struct(subject, "properties")));
    }
    if (json.get("action") instanceof Map<?, ?> action) {
      request.setAction(
          Action.newBuilder()
              .setName(text(action, "name"))
              .setProperties(struct(action, "properties")));
    }
    if (json.get("resource") instanceof Map<?, ?> resource) {
      request.setResource(
          Resource.newBuilder()
              .setType(text(resource, "type"))
              .setId(text(resource, "id"))
              .setProperties(struct(resource, "properties")));
    }
    return request.setContext(struct(json, "context")).build();
  }

  /** The answer to a check. */
  public static Map<String, Object> answer(CheckResponse response) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("decision", response.getDecision());
    Map<String, Object> context = context(response);
    boolean bare = context.size() == 1 && response.getOutcome() != Outcome.OUTCOME_NEEDS_APPROVAL;
    if (!bare || response.hasError()) {
      answer.put("context", context);
    }
    return answer;
  }

  private static Map<String, Object> context(CheckResponse response) {
    Map<String, Object> context = new LinkedHashMap<>();
    if (response.hasError()) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("message", response.getError().getMessage());
      error.put("field", response.getError().getField());
      put(error, "code", response.getError().getCode());
      context.put("error", error);
      return context;
    }
    String outcome = response.getOutcome().name().substring("OUTCOME_".length());
    context.put("outcome", outcome.toLowerCase(Locale.ROOT));
    put(context, "reason", response.getReason());
    put(context, "message", response.getMessage());
    put(context, "policy", response.getPolicy());
    put(context, "policy_version", response.getPolicyVersion());
    put(context, "team_version", response.getTeamVersion());
    put(context, "decision_id", response.getDecisionId());
    put(
        context,
        "unknown_facts",
        response.getUnknownFactsList().stream().map(ProtoJson::of).toList());
    put(context, "obligations", response.getObligationsList().stream().map(ProtoJson::of).toList());
    put(context, "advice", response.getAdviceList().stream().map(ProtoJson::of).toList());
    put(context, "approvers", response.getApproversList().stream().map(ProtoJson::of).toList());
    put(context, "missing", List.copyOf(response.getMissingList()));
    context.putAll(of(response.getDetails()));
    return context;
  }

  private static Map<String, Object> of(UnknownFact unknown) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", unknown.getField());
    put(json, "did_you_mean", unknown.getDidYouMean());
    return json;
  }

  private static Map<String, Object> of(Obligation obligation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", obligation.getId());
    json.put("type", obligation.getType());
    json.put("properties", of(obligation.getProperties()));
    return json;
  }

  private static Map<String, Object> of(Advice advice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("action", advice.getAction());
    json.putAll(of(advice.getMembers()));
    return json;
  }

  private static Map<String, Object> of(Approver approver) {
    return switch (approver.getApproverCase()) {
      case ROLE -> Map.of("role", approver.getRole());
      case USER -> Map.of("user", approver.getUser());
      case GROUP -> Map.of("group", approver.getGroup());
      case APPROVER_NOT_SET -> Map.of();
    };
  }

  private static Map<String, Object> of(Struct struct) {
    Map<String, Object> json = new LinkedHashMap<>();
    struct.getFieldsMap().forEach((name, value) -> json.put(name, of(value)));
    return json;
  }

  private static Object of(Value value) {
    if (value.hasListValue()) {
      List<Object> list = new ArrayList<>();
      value.getListValue().getValuesList().forEach(element -> list.add(of(element)));
      return list;
    }
    if (value.hasStructValue()) {
      return of(value.getStructValue());
    }
    double number = value.getNumberValue();
    if (value.hasNumberValue() && number == Math.rint(number) && Math.abs(number) < 1L << 53) {
      return (long) number;
    }
    try {
      return StructValues.raw(value, "");
    } catch (MalformedRequest e) {
      throw new IllegalArgumentException("a value without a kind", e);
    }
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (!value.equals("") && !value.equals(List.of())) {
      json.put(name, value);
    }
  }

  private static String text(Map<?, ?> json, String name) {
    return json.get(name) instanceof String text ? text : "";
  }

  private static Struct struct(Map<?, ?> json, String name) {
    return json.get(name) instanceof Map<?, ?> members
        ? StructValues.struct(members)
        : Struct.getDefaultInstance();
  }
}
