package dev.portreeve.server.check;

import dev.portreeve.policy.facts.Frame;

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
  record Unreadable(Answer.Undecided answer) implements Item {}

  static Item unreadable(MalformedRequest problem) {
    return new Unreadable(new Answer.Undecided(problem.problem(), problem.field()));
  }
}
