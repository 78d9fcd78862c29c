package dev.portreeve.sidecar.check;

import dev.portreeve.sidecar.answer.ErrorCode;

/** Says that a caller may not ask this. */
public final class RequestForbidden extends RequestRefused {
  private static final long serialVersionUID = 1L;

  /**
   * @param field the path of what it may not ask about
   * @param problem for the caller to read
   */
  public RequestForbidden(String field, String problem) {
    super(field, problem);
  }

  /** The same of an item of a batch, which stands at that index. */
  public RequestForbidden ofItem(int index) {
    return new RequestForbidden("evaluations[" + index + "]." + field(), problem());
  }

  @Override
  public ErrorCode code() {
    return ErrorCode.FORBIDDEN;
  }
}
