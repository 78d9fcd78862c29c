package dev.portreeve.client.grpc;

import dev.portreeve.client.Batch;
import dev.portreeve.client.BatchSemantic;
import dev.portreeve.client.Check;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.BatchOptions;
import dev.portreeve.proto.v1.CheckBatchRequest;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.EvaluationsSemantic;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import java.util.List;
import java.util.function.Function;

/** Writes requests. */
final class RequestWriter {
  private RequestWriter() {}

  static CheckRequest check(Check check) {
    CheckRequest.Builder request =
        CheckRequest.newBuilder()
            .setSubject(subject(check.subject()))
            .setAction(action(check.action()))
            .setResource(resource(check.resource()));
    if (!check.context().isEmpty()) {
      request.setContext(Structs.struct(check.context()));
    }
    return request.build();
  }

  /** A part that all items share is written once. */
  static CheckBatchRequest batch(Batch batch) {
    Check first = batch.items().get(0);
    boolean sameSubject = shared(batch.items(), Check::subject);
    boolean sameAction = shared(batch.items(), Check::action);
    boolean sameContext = shared(batch.items(), Check::context);
    CheckBatchRequest.Builder request = CheckBatchRequest.newBuilder();
    if (sameSubject) {
      request.setSubject(subject(first.subject()));
    }
    if (sameAction) {
      request.setAction(action(first.action()));
    }
    if (sameContext && !first.context().isEmpty()) {
      request.setContext(Structs.struct(first.context()));
    }
    for (Check check : batch.items()) {
      CheckRequest.Builder item = CheckRequest.newBuilder().setResource(resource(check.resource()));
      if (!sameSubject) {
        item.setSubject(subject(check.subject()));
      }
      if (!sameAction) {
        item.setAction(action(check.action()));
      }
      if (!sameContext && !check.context().isEmpty()) {
        item.setContext(Structs.struct(check.context()));
      }
      request.addEvaluations(item);
    }
    if (batch.semantic() != BatchSemantic.EXECUTE_ALL) {
      request.setOptions(BatchOptions.newBuilder().setEvaluationsSemantic(semantic(batch)));
    }
    return request.build();
  }

  private static EvaluationsSemantic semantic(Batch batch) {
    return switch (batch.semantic()) {
      case EXECUTE_ALL -> EvaluationsSemantic.EVALUATIONS_SEMANTIC_EXECUTE_ALL;
      case DENY_ON_FIRST_DENY -> EvaluationsSemantic.EVALUATIONS_SEMANTIC_DENY_ON_FIRST_DENY;
      case PERMIT_ON_FIRST_PERMIT ->
          EvaluationsSemantic.EVALUATIONS_SEMANTIC_PERMIT_ON_FIRST_PERMIT;
    };
  }

  private static boolean shared(List<Check> items, Function<Check, Object> part) {
    Object first = part.apply(items.get(0));
    return items.stream().allMatch(item -> part.apply(item).equals(first));
  }

  private static Subject subject(dev.portreeve.client.Subject subject) {
    Subject.Builder written = Subject.newBuilder().setType(subject.type()).setId(subject.id());
    if (!subject.properties().isEmpty()) {
      written.setProperties(Structs.struct(subject.properties()));
    }
    return written.build();
  }

  private static Action action(dev.portreeve.client.Action action) {
    Action.Builder written = Action.newBuilder().setName(action.name());
    if (!action.properties().isEmpty()) {
      written.setProperties(Structs.struct(action.properties()));
    }
    return written.build();
  }

  private static Resource resource(dev.portreeve.client.Resource resource) {
    Resource.Builder written = Resource.newBuilder().setType(resource.type()).setId(resource.id());
    if (!resource.properties().isEmpty()) {
      written.setProperties(Structs.struct(resource.properties()));
    }
    return written.build();
  }
}
