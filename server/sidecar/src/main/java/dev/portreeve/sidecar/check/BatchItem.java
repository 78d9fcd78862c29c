package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.sidecar.answer.ItemFailure;

/** One question of a batch. */
public sealed interface BatchItem {
  /**
   * It can be decided.
   *
   * @param frame its facts, shared with no other item
   */
  record Question(Frame frame) implements BatchItem {}

  /**
   * It cannot be understood.
   *
   * @param answer what the caller is told
   */
  record Unreadable(ItemFailure answer) implements BatchItem {}

  /** An item that is not decided, for what is wrong with it. */
  static BatchItem unreadable(RequestRefused problem) {
    return new Unreadable(problem.ofItem());
  }
}
