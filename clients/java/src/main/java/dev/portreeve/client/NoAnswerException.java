package dev.portreeve.client;

/** Nobody decided a check, so nothing is permitted. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public NoAnswerException(Failure failure) {
    super(failure.toString());
    this.failure = failure;
  }

  static Decision unlessDecided(Decision decision) {
    decision
        .failure()
        .ifPresent(
            failure -> {
              throw new NoAnswerException(failure);
            });
    return decision;
  }

  /** Why there is no answer. */
  public Failure failure() {
    return failure;
  }
}
