package dev.portreeve.policy.packages;

import java.util.List;

/**
 * Globs filed under a literal factor that every text they match must have: its prefix, its suffix,
 * or a gram anywhere inside.
 */
final class FactorNode implements Node {
  /** Where in a text the factor has to stand. */
  enum Place {
    PREFIX,
    SUFFIX,
    INSIDE
  }

  /** The longest factor: its length is the number of a bit. */
  static final int LONGEST = 63;

  private final Place place;
  private final int step;
  private final FactorLengths lengths;
  private final SliceTable<Node> table;
  private final Node rest;

  /**
   * Files one node under each factor.
   *
   * @param rest the globs that have no such factor
   */
  FactorNode(Place place, List<LiteralGlob> factors, List<Node> nodes, Node rest) {
    this.place = place;
    this.step = place == Place.SUFFIX ? -1 : 1;
    this.rest = rest;
    lengths = new FactorLengths(factors, step);
    long[] hashes = new long[factors.size()];
    for (int i = 0; i < hashes.length; i++) {
      LiteralGlob factor = factors.get(i);
      int start = step > 0 ? factor.from() : factor.to() - 1;
      hashes[i] = SliceHash.of(factor.source(), start, step, factor.length());
    }
    table = new SliceTable<>(factors, hashes, nodes.toArray(new Node[0]));
  }

  @Override
  public int first(String text, long span, String version, long versionSpan) {
    int first = rest.first(text, span, version, versionSpan);
    int from = Span.from(span);
    int to = Span.to(span);
    int start = place == Place.SUFFIX ? to - 1 : from;
    int end = place == Place.INSIDE ? to : start + 1;
    for (; start < end; start++) {
      int room = step > 0 ? to - start : to - from;
      long candidates = lengths.at(text, start, room);
      if (candidates != 0) {
        first = Math.min(first, at(start, room, candidates, text, span, version, versionSpan));
      }
    }
    return first;
  }

  /* Looks up the factors of the candidate lengths that stand at one place, shortest first. */
  private int at(
      int start,
      int room,
      long candidates,
      String text,
      long span,
      String version,
      long versionSpan) {
    int first = NONE;
    int length = 0;
    long hash = SliceHash.EMPTY;
    for (long left = candidates; left != 0; left &= left - 1) {
      int next = Long.numberOfTrailingZeros(left);
      if (next > room) {
        break;
      }
      for (; length < next; length++) {
        hash = SliceHash.add(hash, text.charAt(start + length * step));
      }
      int low = step > 0 ? start : start - length + 1;
      int entry = table.find(hash, text, Span.of(low, low + length));
      if (entry != SliceTable.NO_ENTRY) {
        first = Math.min(first, table.value(entry).first(text, span, version, versionSpan));
      }
    }
    return first;
  }
}
