package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a batch from what a decoder reads: its defaults and its items, in any order. A part that
 * an item does not give is taken from the defaults as a whole; what is wrong with an item is that
 * item's answer, and a default that no item takes is never judged.
 */
public final class BatchBuilder {
  private final SymbolTable symbols;
  private final Instant now;
  private final Limits limits;
  private final FrameBuilder defaults;
  private @Nullable UnknownNames names;
  private final List<FrameBuilder> items = new ArrayList<>();
  private BatchOptions options = BatchOptions.USUAL;

  /**
   * Begins a batch.
   *
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the checks
   * @param limits how many items it may have, and what becomes of undeclared members
   */
  public BatchBuilder(SymbolTable symbols, Instant now, Limits limits) {
    this.symbols = symbols;
    this.now = now;
    this.limits = limits;
    this.defaults = FrameBuilder.ofCheck(symbols, now, limits.unknownFacts());
  }

  /** Has the names of undeclared members kept; to be said before anything is taken. */
  public BatchBuilder keepNames() {
    UnknownNames all = new UnknownNames(symbols.schema());
    FrameBuilder unused = defaults.keepNames(all);
    names = all;
    return this;
  }

  /** What a batch turns out to ask. */
  public sealed interface Request {
    /** Whether undeclared members are to be told whose names were not kept. */
    default boolean lacksNames() {
      if (this instanceof One one) {
        return UnknownNames.lacking(one.frame);
      }
      return ((Several) this)
          .batch.items().stream()
              .anyMatch(
                  item ->
                      item instanceof BatchItem.Question question
                          && UnknownNames.lacking(question.frame()));
    }

    /**
     * Several checks, or rather a list of them.
     *
     * @param batch at least one item
     */
    record Several(Batch batch) implements Request {}

    /**
     * One check, since there are no items.
     *
     * @param frame its facts
     */
    record One(Frame frame) implements Request {}
  }

  public SymbolTable symbols() {
    return symbols;
  }

  /** Takes the parts that stand in for those that items do not give. */
  public FrameBuilder defaults() {
    return defaults;
  }

  /** Begins the next item. */
  public FrameBuilder item() throws RequestTooLarge {
    if (items.size() == limits.batchItems()) {
      throw RequestTooLarge.items(limits.batchItems());
    }
    FrameBuilder item = FrameBuilder.ofItem(symbols, now, items.size(), limits.unknownFacts());
    items.add(item);
    return names == null ? item : item.keepNames(names);
  }

  /** How it is worked through, as far as it has been said. */
  public BatchOptions options() {
    return options;
  }

  public void options(BatchOptions said) {
    options = said;
  }

  /** The batch, or what is wrong with the request as a whole. */
  public Request complete() throws RequestRefused {
    if (items.isEmpty()) {
      return new Request.One(alone());
    }
    List<BatchItem> completed = new ArrayList<>(items.size());
    for (FrameBuilder item : items) {
      item.take(defaults, options.defaults());
      completed.add(complete(item));
    }
    return new Request.Several(new Batch(completed, options));
  }

  /** Whoever sends no items, or an empty list, is told what is then asked. */
  private Frame alone() throws RequestRefused {
    try {
      return defaults.complete();
    } catch (MalformedRequest e) {
      throw new MalformedRequest(
          e.field(),
          e.problem()
              + " beside `evaluations`: without an item there, the batch is one check of its own"
              + " subject, action and resource");
    }
  }

  private static BatchItem complete(FrameBuilder item) {
    try {
      return new BatchItem.Question(item.complete());
    } catch (RequestRefused problem) {
      return BatchItem.unreadable(problem);
    }
  }
}
