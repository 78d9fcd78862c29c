package dev.portreeve.sidecar.symbols;

/**
 * Says that bytes are not of the plain form that nearly all requests have, which is read in one
 * pass; they may be right or wrong.
 */
public final class FastPathMiss extends Exception {
  private static final long serialVersionUID = 1L;

  /** The only one: it carries nothing, so that throwing it costs little. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // without a trace there is nothing to tell apart
  public static final FastPathMiss IT = new FastPathMiss();

  private FastPathMiss() {
    super("", null, false, false);
  }
}
