package dev.portreeve.engine.packages;

/**
 * Globs filed under a literal factor that every text they match must have: its prefix, its suffix,
 * or a gram anywhere inside. Globs without wildcards are filed under their whole text.
 */
final class FactorNode implements TrieNode {
  /** Where in a text the factor has to stand. */
  enum Place {
    PREFIX,
    SUFFIX,
    INSIDE;

    /** 1 where factors are read forwards, -1 where they are read from their end. */
    int step() {
      return this == SUFFIX ? -1 : 1;
    }
  }

  private final Place place;
  private final int step;
  private final FactorFilter filter;
  private final NodeTable factors;
  private final NodeTable wholes;
  private final TrieNode rest;

  /**
   * Puts the parts together.
   *
   * @param filter knows the factors and the whole texts
   * @param wholes looked up with whole texts
   * @param rest the globs that have no such factor
   */
  FactorNode(Place place, FactorFilter filter, NodeTable factors, NodeTable wholes, TrieNode rest) {
    this.place = place;
    this.step = place.step();
    this.filter = filter;
    this.factors = factors;
    this.wholes = wholes;
    this.rest = rest;
  }

  @Override
  public int first(String text, long span, String version, long versionSpan) {
    int first = rest == ListNode.EMPTY ? NONE : rest.first(text, span, version, versionSpan);
    int start = place == Place.SUFFIX ? Span.to(span) - 1 : Span.from(span);
    int end = place == Place.INSIDE ? Span.to(span) : start + 1;
    for (; start < end; start++) {
      first = Math.min(first, at(start, text, span, version, versionSpan));
    }
    return first;
  }

  /* Reads the text from one place on, for as long as some factor begins like it. */
  private int at(int start, String text, long span, String version, long versionSpan) {
    int room = step > 0 ? Span.to(span) - start : start - Span.from(span) + 1;
    int first = NONE;
    long hash = SliceHash.EMPTY;
    int read = 0;
    int next = Math.min(room, FactorFilter.FIRST_STRIDE);
    int bits = filter.root();
    while (bits != 0) {
      if (FactorFilter.endsSoon(bits)) {
        for (int i = 1; read < next; i++) {
          hash = SliceHash.add(hash, text.charAt(start + read++ * step));
          if (FactorFilter.endsAfter(bits, i)) {
            first = Math.min(first, ask(factors.find(hash), text, span, version, versionSpan));
          }
        }
      } else {
        hash = SliceHash.add(hash, text, start + read * step, step, next - read);
        read = next;
      }
      if (read == room) {
        return Math.min(first, ask(wholes.find(hash), text, span, version, versionSpan));
      }
      bits = filter.after(hash);
      next = Math.min(room, read + FactorFilter.STRIDE);
    }
    return first;
  }

  private static int ask(TrieNode node, String text, long span, String version, long versionSpan) {
    return node == ListNode.EMPTY ? NONE : node.first(text, span, version, versionSpan);
  }
}
