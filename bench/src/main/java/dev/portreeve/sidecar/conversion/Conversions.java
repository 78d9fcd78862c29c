package dev.portreeve.sidecar.conversion;

import dev.portreeve.engine.cases.CaseRequest;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.sidecar.answer.Answer;

/**
 * The server's conversions one by one, which the server itself only offers together with the
 * decision between them. It stands in their package to reach them.
 */
public final class Conversions {
  private Conversions() {}

  public static CheckResponse message(Answer answer) {
    return AnswerConversion.message(answer);
  }

  /** The message that asks what a case's request asks. */
  public static CheckRequest request(CaseRequest request) {
    CaseRequest.Party subject = request.subject();
    CaseRequest.Party resource = request.resource();
    return CheckRequest.newBuilder()
        .setSubject(
            Subject.newBuilder()
                .setType(subject.type())
                .setId(subject.id())
                .setProperties(StructValues.struct(subject.properties())))
        .setAction(
            Action.newBuilder()
                .setName(request.action())
                .setProperties(StructValues.struct(request.actionProperties())))
        .setResource(
            Resource.newBuilder()
                .setType(resource.type())
                .setId(resource.id())
                .setProperties(StructValues.struct(resource.properties())))
        .setContext(StructValues.struct(request.context()))
        .build();
  }
}
