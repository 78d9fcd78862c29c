package dev.portreeve.sidecar.testing;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import java.util.Collections;

/** Requests to the set `doors`, of any size. */
public final class DoorRequests {
  public static final String CHECK_PATH = "/access/v1/evaluation";
  public static final String BATCH_PATH = "/access/v1/evaluations";
  public static final String GRPC_CHECK = "/portreeve.v1.DecisionService/Check";
  public static final String GRPC_BATCH = "/portreeve.v1.DecisionService/CheckBatch";

  private static final String PARTS =
      "\"subject\":{\"type\":\"user\",\"id\":\"ana\"},\"action\":{\"name\":\"door.knock\"},"
          + "\"resource\":{\"type\":\"door\",\"id\":\"d1\"}";

  /** A check as callers send it. */
  public static final String CHECK = "{" + PARTS + "}";

  private DoorRequests() {}

  /** A check with facts that no schema knows, so many bytes long. */
  public static String check(int bytes) {
    String rest = "{" + PARTS + ",\"context\":{\"note\":\"\"}}";
    return rest.replace("\"note\":\"\"", "\"note\":\"" + "x".repeat(bytes - rest.length()) + "\"");
  }

  /** A batch of so many items of so many bytes each. */
  public static String batch(int items, int bytes) {
    String item = "{\"context\":{\"note\":\"" + "x".repeat(bytes - 25) + "\"}}";
    String list = String.join(",", Collections.nCopies(items, item));
    return "{" + PARTS + ",\"evaluations\":[" + list + "]}";
  }

  /** A check over gRPC. */
  public static CheckRequest grpcCheck() {
    return CheckRequest.newBuilder()
        .setSubject(Subject.newBuilder().setType("user").setId("ana"))
        .setAction(Action.newBuilder().setName("door.knock"))
        .setResource(Resource.newBuilder().setType("door").setId("d1"))
        .build();
  }

  /** A batch over gRPC of so many items of some more than so many bytes each. */
  public static CheckBatchRequest grpcBatch(int items, int bytes) {
    CheckRequest item =
        grpcCheck().toBuilder()
            .setContext(
                Struct.newBuilder()
                    .putFields(
                        "note", Value.newBuilder().setStringValue("x".repeat(bytes)).build()))
            .build();
    return CheckBatchRequest.newBuilder()
        .addAllEvaluations(Collections.nCopies(items, item))
        .build();
  }
}
