package dev.portreeve.sidecar.conversion;

import com.google.protobuf.CodedOutputStream;
import dev.portreeve.engine.decision.Approver;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.proto.v1.Advice;
import dev.portreeve.proto.v1.CheckBatchResponse;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.ItemError;
import dev.portreeve.proto.v1.Obligation;
import dev.portreeve.proto.v1.Outcome;
import dev.portreeve.proto.v1.UnknownFact;
import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import dev.portreeve.sidecar.answer.ItemFailure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Turns answers into messages. */
public final class AnswerConversion {
  private static final Function<EncodedDecision, byte[]> ENCODER = AnswerConversion::bytes;

  /* Of the wire format: the field's number and its kind (2: bytes of a length). */
  private static final byte TEAM_VERSION =
      (byte) (CheckResponse.TEAM_VERSION_FIELD_NUMBER << 3 | 2);

  private AnswerConversion() {}

  /** The answer in bytes; not to be changed, since an answer that is told often keeps them. */
  public static byte[] encode(Answer answer) {
    return answer instanceof EncodedDecision decided
        ? withExtras(decided, withTeam(decided, decided.as(EncodedDecision.Form.PROTOBUF, ENCODER)))
        : bytes(answer);
  }

  /** The same with the team's version, if it has one: fields may stand in any order. */
  private static byte[] withTeam(EncodedDecision decided, byte[] base) {
    String version = decided.teamVersion();
    return version.isEmpty() || decided.decision().bare()
        ? base
        : with(TEAM_VERSION, version, base);
  }

  private static byte[] withExtras(EncodedDecision decided, byte[] base) {
    if (!decided.hasExtras()) {
      return base;
    }
    CheckResponse.Builder extras = CheckResponse.newBuilder().setDecisionId(decided.id());
    for (dev.portreeve.engine.schema.UnknownFact unknown : decided.unknown()) {
      extras.addUnknownFacts(
          UnknownFact.newBuilder().setField(unknown.path()).setDidYouMean(unknown.meant()));
    }
    byte[] more = extras.build().toByteArray();
    return ByteBuffer.allocate(base.length + more.length).put(base).put(more).array();
  }

  private static byte[] with(byte field, String value, byte[] base) {
    byte[] text = value.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(base.length + 2 + text.length)
        .put(base)
        .put(field)
        .put((byte) text.length) // one byte is enough below 128
        .put(text)
        .array();
  }

  /** A {@link CheckBatchResponse} of the answers, in bytes. */
  static Buffer encodeAll(List<Answer> answers) {
    List<byte[]> items = answers.stream().map(AnswerConversion::encode).toList();
    byte[] all = new byte[items.stream().mapToInt(AnswerConversion::sizeInBatch).sum()];
    CodedOutputStream out = CodedOutputStream.newInstance(all);
    try {
      for (byte[] item : items) {
        out.writeByteArray(CheckBatchResponse.EVALUATIONS_FIELD_NUMBER, item);
      }
    } catch (IOException e) {
      throw new IllegalStateException("the answers are longer than they were", e);
    }
    return Buffer.buffer(all);
  }

  private static int sizeInBatch(byte[] item) {
    return CodedOutputStream.computeByteArraySize(
        CheckBatchResponse.EVALUATIONS_FIELD_NUMBER, item);
  }

  private static byte[] bytes(Answer answer) {
    return message(answer).toByteArray();
  }

  private static CheckResponse message(Answer answer) {
    if (answer instanceof ItemFailure undecided) {
      return CheckResponse.newBuilder()
          .setError(
              ItemError.newBuilder()
                  .setMessage(undecided.problem())
                  .setField(undecided.field())
                  .setCode(undecided.code().wire()))
          .build();
    }
    EncodedDecision decided = (EncodedDecision) answer;
    Decision decision = decided.decision();
    CheckResponse.Builder response =
        CheckResponse.newBuilder().setDecision(decision.permitted()).setOutcome(outcome(decision));
    if (!decision.bare()) {
      context(decision, response.setPolicyVersion(decided.policyVersion()));
    }
    return response.build();
  }

  private static void context(Decision decision, CheckResponse.Builder response) {
    response
        .setReason(decision.reason())
        .setMessage(decision.message())
        .setPolicy(decision.policy())
        .addAllMissing(decision.missing());
    int id = 1;
    for (dev.portreeve.engine.decision.Obligation obligation : decision.obligations()) {
      response.addObligations(
          Obligation.newBuilder()
              .setId(Integer.toString(id++))
              .setType(obligation.type())
              .setProperties(StructValues.struct(obligation.properties())));
    }
    for (dev.portreeve.engine.decision.Advice advice : decision.advice()) {
      Advice.Builder message = Advice.newBuilder().setAction(advice.action());
      if (!advice.members().isEmpty()) {
        message.setMembers(StructValues.struct(advice.members()));
      }
      response.addAdvice(message);
    }
    for (Approver approver : decision.approvers()) {
      response.addApprovers(approver(approver));
    }
    if (!decision.details().isEmpty()) {
      response.setDetails(StructValues.struct(decision.details()));
    }
  }

  private static Outcome outcome(Decision decision) {
    return switch (decision.outcome()) {
      case PERMIT -> Outcome.OUTCOME_PERMIT;
      case DENY -> Outcome.OUTCOME_DENY;
      case NEEDS_APPROVAL -> Outcome.OUTCOME_NEEDS_APPROVAL;
    };
  }

  private static dev.portreeve.proto.v1.Approver approver(Approver approver) {
    dev.portreeve.proto.v1.Approver.Builder message = dev.portreeve.proto.v1.Approver.newBuilder();
    return switch (approver.kind()) {
      case ROLE -> message.setRole(approver.name()).build();
      case USER -> message.setUser(approver.name()).build();
      case GROUP -> message.setGroup(approver.name()).build();
    };
  }
}
