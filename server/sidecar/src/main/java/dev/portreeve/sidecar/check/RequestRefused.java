package dev.portreeve.sidecar.check;

import dev.portreeve.sidecar.answer.ErrorCode;
import dev.portreeve.sidecar.answer.ItemFailure;

/** Says why a request, or one item of a batch, is not decided: it is at fault itself. */
public abstract sealed class RequestRefused extends Exception
    permits MalformedRequest, RequestTooLarge, RequestForbidden, RequestInexpressible {
  private static final long serialVersionUID = 1L;

  private final String field;

  RequestRefused(String field, String problem) {
    // The caller is at fault, not this code: a stack trace would tell nobody anything.
    super(problem, null, false, false);
    this.field = field;
  }

  /** The path of the field at fault, such as {@code resource.type}; empty: the whole request. */
  public String field() {
    return field;
  }

  /** The same as the answer to an item of a batch. */
  public ItemFailure ofItem() {
    return new ItemFailure(problem(), field(), code());
  }

  /** What kind of fault it is, for programs. */
  public abstract ErrorCode code();

  /** What is wrong, for the caller to read. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
