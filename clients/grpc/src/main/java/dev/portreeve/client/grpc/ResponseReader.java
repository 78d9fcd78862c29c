package dev.portreeve.client.grpc;

import dev.portreeve.client.Advice;
import dev.portreeve.client.Approver;
import dev.portreeve.client.Decision;
import dev.portreeve.client.Failure;
import dev.portreeve.client.Obligation;
import dev.portreeve.client.Outcome;
import dev.portreeve.proto.v1.CheckResponse;
import dev.portreeve.proto.v1.ItemError;
import java.io.IOException;
import java.util.List;

/** Reads one decision. */
final class ResponseReader {
  private ResponseReader() {}

  /**
   * The decision.
   *
   * @throws IOException when the answer contradicts itself
   */
  static Decision decision(CheckResponse response) throws IOException {
    if (response.hasError()) {
      if (response.getDecision()) {
        throw new IOException("a permit with `error`");
      }
      ItemError error = response.getError();
      return Decision.failed(new Failure(kind(error), error.getMessage(), error.getField()));
    }
    return Decision.builder(outcome(response))
        .reason(response.getReason())
        .message(response.getMessage())
        .policy(response.getPolicy())
        .policyVersion(response.getPolicyVersion())
        .teamVersion(response.getTeamVersion())
        .obligations(obligations(response))
        .advice(advice(response))
        .approvers(response.getApproversList().stream().map(ResponseReader::approver).toList())
        .missing(response.getMissingList())
        .details(Structs.facts(response.getDetails()))
        .build();
  }

  private static Failure.Kind kind(ItemError error) {
    return error.getCode().equals("forbidden")
        ? Failure.Kind.CALLER_REFUSED
        : Failure.Kind.INVALID_REQUEST;
  }

  private static Outcome outcome(CheckResponse response) throws IOException {
    Outcome outcome =
        switch (response.getOutcome()) {
          case OUTCOME_PERMIT -> Outcome.PERMIT;
          case OUTCOME_DENY -> Outcome.DENY;
          case OUTCOME_NEEDS_APPROVAL -> Outcome.NEEDS_APPROVAL;
          case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> throw new IOException("no known `outcome`");
        };
    if (response.getDecision() != (outcome == Outcome.PERMIT)) {
      throw new IOException("`decision` and `outcome` contradict each other");
    }
    return outcome;
  }

  private static List<Obligation> obligations(CheckResponse response) {
    return response.getObligationsList().stream()
        .map(one -> new Obligation(one.getId(), one.getType(), Structs.facts(one.getProperties())))
        .toList();
  }

  private static List<Advice> advice(CheckResponse response) {
    return response.getAdviceList().stream()
        .map(one -> new Advice(one.getAction(), Structs.facts(one.getMembers())))
        .toList();
  }

  private static Approver approver(dev.portreeve.proto.v1.Approver approver) {
    return switch (approver.getApproverCase()) {
      case ROLE -> new Approver("role", approver.getRole());
      case USER -> new Approver("user", approver.getUser());
      case GROUP -> new Approver("group", approver.getGroup());
      case APPROVER_NOT_SET -> new Approver("", "");
    };
  }
}
