package dev.portreeve.server.reload;

/** Holds the generation in force: one reference, replaced as a whole. */
public final class InForce {
  private volatile Generation generation;

  /** Puts {@code first} in force. */
  public InForce(Generation first) {
    this.generation = first;
  }

  /** The generation in force now. Take it once and decide everything under it. */
  public Generation now() {
    return generation;
  }

  void replace(Generation next) {
    generation = next;
  }
}
