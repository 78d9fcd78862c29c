package dev.portreeve.sidecar.log;

import java.util.concurrent.atomic.LongAdder;

/** What became of decisions that were to be logged, and what keeps them from being written. */
public final class LogCounts {
  final LongAdder taken = new LongAdder();
  final LongAdder written = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder abandoned = new LongAdder();
  final LongAdder sampledOut = new LongAdder();
  private volatile String problem = "";
  private volatile String rotationProblem = "";
  private volatile String archiveProblem = "";

  LogCounts() {}

  /** Records that were written. */
  public long written() {
    return written.sum();
  }

  /** Records that were to be written and never will be. */
  public long lost() {
    return dropped.sum() + abandoned.sum();
  }

  /** Permits that sampling left out. */
  public long sampledOut() {
    return sampledOut.sum();
  }

  /** Why nothing can be written or a file cannot be put aside now; empty while all is well. */
  public String problem() {
    if (!problem.isEmpty()) {
      return problem;
    }
    return rotationProblem.isEmpty() ? archiveProblem : rotationProblem;
  }

  /** Whether nothing can be written now. */
  public boolean failing() {
    return !problem.isEmpty();
  }

  /** Gives up all that was taken and is not written: whoever writes it does not come back. */
  void abandonRest() {
    abandoned.add(taken.sum() - written.sum() - abandoned.sum());
  }

  void problem(String why) {
    problem = why;
  }

  void rotationProblem(String why) {
    rotationProblem = why;
  }

  void archiveProblem(String why) {
    archiveProblem = why;
  }
}
