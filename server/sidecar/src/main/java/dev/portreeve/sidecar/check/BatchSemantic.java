package dev.portreeve.sidecar.check;

import dev.portreeve.sidecar.answer.Answer;
import java.util.Optional;

/** When a batch stops. */
public enum BatchSemantic {
  EXECUTE_ALL("execute_all"),
  DENY_ON_FIRST_DENY("deny_on_first_deny"),
  PERMIT_ON_FIRST_PERMIT("permit_on_first_permit");

  private final String code;

  BatchSemantic(String code) {
    this.code = code;
  }

  /** The semantic of that name in a request, or empty. */
  public static Optional<BatchSemantic> of(String code) {
    for (BatchSemantic semantic : values()) {
      if (semantic.code.equals(code)) {
        return Optional.of(semantic);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing after this answer is wanted. */
  boolean endsWith(Answer answer) {
    return switch (this) {
      case EXECUTE_ALL -> false;
      case DENY_ON_FIRST_DENY -> !answer.permitted();
      case PERMIT_ON_FIRST_PERMIT -> answer.permitted();
    };
  }
}
