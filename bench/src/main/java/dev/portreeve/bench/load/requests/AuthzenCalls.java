package dev.portreeve.bench.load.requests;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Checks as Portreeve is asked. */
public final class AuthzenCalls {
  private AuthzenCalls() {}

  /** Each check by itself. */
  public static List<Call> single(Protocol protocol, List<Check> checks) {
    return switch (protocol) {
      case HTTP ->
          Call.each(
              checks,
              protocol,
              "/access/v1/evaluation",
              check -> bytes(json(check)),
              (check, answer) -> isRight(check, new JsonObject(Buffer.buffer(answer))));
      case GRPC ->
          Call.each(
              checks,
              protocol,
              "/portreeve.v1.DecisionService/Check",
              check -> message(check).toByteString(),
              (check, answer) -> isRight(check, parsed(answer)));
    };
  }

  /** One request of so many checks, taken from the list again and again. */
  public static Call batch(Protocol protocol, List<Check> checks, int size) {
    List<Check> asked =
        IntStream.range(0, size).mapToObj(i -> checks.get(i % checks.size())).toList();
    return switch (protocol) {
      case HTTP -> httpBatch(asked);
      case GRPC -> grpcBatch(asked);
    };
  }

  private static Call httpBatch(List<Check> checks) {
    JsonArray items = new JsonArray();
    checks.forEach(check -> items.add(json(check)));
    return new Call(
        Protocol.HTTP,
        "/access/v1/evaluations",
        bytes(new JsonObject().put("evaluations", items)),
        checks.size(),
        answer -> {
          JsonArray answers = new JsonObject(Buffer.buffer(answer)).getJsonArray("evaluations");
          boolean right = answers.size() == checks.size();
          for (int i = 0; right && i < checks.size(); i++) {
            right = isRight(checks.get(i), answers.getJsonObject(i));
          }
          return right;
        });
  }

  private static Call grpcBatch(List<Check> checks) {
    CheckBatchRequest.Builder batch = CheckBatchRequest.newBuilder();
    checks.forEach(check -> batch.addEvaluations(message(check)));
    return new Call(
        Protocol.GRPC,
        "/portreeve.v1.DecisionService/CheckBatch",
        batch.build().toByteString(),
        checks.size(),
        answer -> {
          List<CheckResponse> answers = parsedBatch(answer).getEvaluationsList();
          boolean right = answers.size() == checks.size();
          for (int i = 0; right && i < checks.size(); i++) {
            right = isRight(checks.get(i), answers.get(i));
          }
          return right;
        });
  }

  private static ByteString bytes(JsonObject json) {
    return ByteString.copyFrom(json.toBuffer().getBytes());
  }

  private static JsonObject json(Check check) {
    return new JsonObject()
        .put(
            "subject",
            new JsonObject()
                .put("type", "user")
                .put("id", check.subjectId())
                .put("properties", new JsonObject(check.subject())))
        .put("action", new JsonObject().put("name", check.action()))
        .put(
            "resource",
            new JsonObject()
                .put("type", check.resourceType())
                .put("id", check.resourceId())
                .put("properties", new JsonObject(check.resource())));
  }

  private static boolean isRight(Check check, JsonObject answer) {
    return answer.getBoolean("decision") == check.permit()
        && check.reason().equals(answer.getJsonObject("context").getString("reason"));
  }

  /** The message of a check. */
  static CheckRequest message(Check check) {
    return CheckRequest.newBuilder()
        .setSubject(
            Subject.newBuilder()
                .setType("user")
                .setId(check.subjectId())
                .setProperties(ProtoValues.struct(check.subject())))
        .setAction(Action.newBuilder().setName(check.action()))
        .setResource(
            Resource.newBuilder()
                .setType(check.resourceType())
                .setId(check.resourceId())
                .setProperties(ProtoValues.struct(Map.copyOf(check.resource()))))
        .build();
  }

  private static boolean isRight(Check check, CheckResponse answer) {
    return answer.getDecision() == check.permit() && answer.getReason().equals(check.reason());
  }

  private static CheckResponse parsed(byte[] answer) {
    try {
      return CheckResponse.parseFrom(answer);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("not an answer", e);
    }
  }

  private static CheckBatchResponse parsedBatch(byte[] answer) {
    try {
      return CheckBatchResponse.parseFrom(answer);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("not an answer", e);
    }
  }
}
