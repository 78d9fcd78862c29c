package dev.portreeve.engine.packages;

/** The glob {@code *} or {@code **}: matches every text, slashes and all. */
enum WholeGlob implements Glob {
  INSTANCE;

  @Override
  public boolean matches(String text, long span) {
    return true;
  }
}
