package dev.portreeve.server.conversion;

/** Says that bytes are not the plain message that {@link PlainMessage} reads; it may be right. */
final class NotPlain extends Exception {
  private static final long serialVersionUID = 1L;

  /** The only one: it carries nothing, so that throwing it costs little. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // without a trace there is nothing to tell apart
  static final NotPlain IT = new NotPlain();

  private NotPlain() {
    super("", null, false, false);
  }
}
