package dev.portreeve.source.reload;

/**
 * Holds the generation in force: one reference, replaced as a whole.
 *
 * @param <G> the server's generations
 */
public final class CurrentGeneration<G extends Generation> {
  private volatile G generation;

  /** Puts {@code first} in force. */
  public CurrentGeneration(G first) {
    this.generation = first;
  }

  /** The generation in force now. Take it once and decide everything under it. */
  public G now() {
    return generation;
  }

  void replace(G next) {
    generation = next;
  }
}
