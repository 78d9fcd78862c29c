package dev.portreeve.policy.checked;

/** Something that the form on disk has no words for; what holds it is checked at every start. */
final class NotKept extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotKept(String what) {
    super(what);
  }
}
