package dev.portreeve.engine.oracle;

import dev.portreeve.engine.yaml.Position;

/**
 * Why a policy fails to decide a check, which is then denied as {@code policy_error}.
 *
 * @param policy the action
 * @param file where the match stands that was being tried, relative to the policy set
 * @param position of that match
 * @param cause on one line; may hold values of the check
 */
public record PolicyFailure(String policy, String file, Position position, String cause) {
  static PolicyFailure of(String policy, String file, Position position, Throwable failure) {
    return new PolicyFailure(policy, file, position, cause(failure));
  }

  /** What made an evaluation fail, on one line. */
  static String cause(Throwable failure) {
    Throwable root = failure;
    String cause = "";
    while (root != null) {
      cause = root.getMessage() == null ? cause : root.getMessage();
      root = root.getCause();
    }
    String line = cause.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    return line.isEmpty() ? failure.getClass().getSimpleName() : line;
  }

  /** {@code file:line:col}. */
  public String place() {
    return file + ":" + position.line() + ":" + position.column();
  }
}
