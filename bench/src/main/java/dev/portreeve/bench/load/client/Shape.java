package dev.portreeve.bench.load.client;

/**
 * How many requests are under way at once.
 *
 * @param connections that are open
 * @param streams on each; 1 over HTTP/1.1
 */
public record Shape(int connections, int streams) {
  /** As tables call it. */
  public String label() {
    return streams == 1 ? Integer.toString(connections) : connections + " of " + streams;
  }
}
