package dev.portreeve.sidecar.check;

import java.util.List;

/**
 * Several questions that are answered together.
 *
 * @param items in the order of the answers
 * @param semantic when to stop
 */
public record Batch(List<BatchItem> items, BatchSemantic semantic) {
  public Batch {
    items = List.copyOf(items);
  }
}
