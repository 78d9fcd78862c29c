package dev.portreeve.sidecar.identity;

/** Says that a header which would have counted is not text. */
public final class UnreadableHeader extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param name of the header
   */
  UnreadableHeader(String name) {
    super("the header `" + name + "` is not UTF-8", null, false, false);
  }
}
