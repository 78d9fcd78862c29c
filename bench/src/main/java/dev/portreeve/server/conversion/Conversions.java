package dev.portreeve.server.conversion;

import dev.portreeve.policy.cases.Request;
import dev.portreeve.proto.v1.Action;
import dev.portreeve.proto.v1.CheckRequest;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.Resource;
import dev.portreeve.proto.v1.Subject;
import dev.portreeve.server.answer.Answer;

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
  public static CheckRequest request(Request request) {
    Request.Party subject = request.subject();
    Request.Party resource = request.resource();
    return CheckRequest.newBuilder()
        .setSubject(
            Subject.newBuilder()
                .setType(subject.type())
                .setId(subject.id())
                .setProperties(Structs.struct(subject.properties())))
        .setAction(
            Action.newBuilder()
                .setName(request.action())
                .setProperties(Structs.struct(request.actionProperties())))
        .setResource(
            Resource.newBuilder()
                .setType(resource.type())
                .setId(resource.id())
                .setProperties(Structs.struct(resource.properties())))
        .setContext(Structs.struct(request.context()))
        .build();
  }
}
