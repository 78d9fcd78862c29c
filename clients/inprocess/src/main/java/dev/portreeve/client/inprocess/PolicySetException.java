package dev.portreeve.client.inprocess;

import java.util.List;

/** The policy set does not load, so that nothing could be decided. */
public final class PolicySetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PolicySetException(List<String> problems, Throwable cause) {
    super(String.join("\n", problems), cause);
  }
}
