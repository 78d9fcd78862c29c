package dev.portreeve.sidecar.check;

import java.util.List;

/**
 * Several questions that are answered together.
 *
 * @param items in the order of the answers
 * @param options when to stop, and how much the answers say
 */
public record Batch(List<BatchItem> items, BatchOptions options) {
  public Batch {
    items = List.copyOf(items);
  }
}
