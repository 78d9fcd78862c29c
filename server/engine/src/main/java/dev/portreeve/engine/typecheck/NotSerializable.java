package dev.portreeve.engine.typecheck;

/** Something that the form on disk has no words for; what holds it is checked at every start. */
final class NotSerializable extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotSerializable(String what) {
    super(what);
  }
}
