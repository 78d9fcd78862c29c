package dev.portreeve.server.check;

import dev.portreeve.policy.facts.Frame;
import dev.portreeve.server.answer.Undecided;

/** One question of a batch. */
public sealed interface Item {
  /**
   * It can be decided.
   *
   * @param frame its facts, shared with no other item
   */
  record Question(Frame frame) implements Item {}

  /**
   * It cannot be understood.
   *
   * @param answer what the caller is told
   */
  record Unreadable(Undecided answer) implements Item {}

  static Item unreadable(MalformedRequest problem) {
    return new Unreadable(new Undecided(problem.problem(), problem.field()));
  }
}
