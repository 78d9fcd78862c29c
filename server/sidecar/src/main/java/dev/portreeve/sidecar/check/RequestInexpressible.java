package dev.portreeve.sidecar.check;

import dev.portreeve.sidecar.answer.ErrorCode;

/** Says that what a request asks for cannot be told as a condition, though it is in order. */
public final class RequestInexpressible extends RequestRefused {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what stands in the way, and where
   */
  public RequestInexpressible(String problem) {
    super("", problem);
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.NOT_EXPRESSIBLE;
  }
}
