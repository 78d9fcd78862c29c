package dev.portreeve.sidecar.check;

import dev.portreeve.sidecar.answer.Answer;
import dev.portreeve.sidecar.answer.EncodedDecision;
import java.util.Optional;

/** How much the answers of a batch say beside the decision. */
public enum AnswerDetail {
  /** The decision, and what must be carried out. */
  NONE("none"),
  /** The same with the outcome and the reason. */
  REASON("reason"),
  /** Everything. */
  FULL("full");

  private final String code;

  AnswerDetail(String code) {
    this.code = code;
  }

  /** The one of that name in a request, or empty. */
  public static Optional<AnswerDetail> of(String code) {
    for (AnswerDetail detail : values()) {
      if (detail.code.equals(code)) {
        return Optional.of(detail);
      }
    }
    return Optional.empty();
  }

  /** As much of an answer as is told. */
  Answer cut(Answer answer) {
    return this == FULL || !(answer instanceof EncodedDecision decided)
        ? answer
        : this == REASON ? decided.withReason() : decided.withObligations();
  }
}
