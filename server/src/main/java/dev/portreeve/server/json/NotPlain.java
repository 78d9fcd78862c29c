package dev.portreeve.server.json;

/**
 * Says that a body is not the plain JSON that {@link PlainJson} reads; it may be right or wrong.
 */
final class NotPlain extends Exception {
  private static final long serialVersionUID = 1L;

  /** The only one: it carries nothing, so that throwing it costs little. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // without a trace there is nothing to tell apart
  static final NotPlain IT = new NotPlain();

  private NotPlain() {
    super("", null, false, false);
  }
}
