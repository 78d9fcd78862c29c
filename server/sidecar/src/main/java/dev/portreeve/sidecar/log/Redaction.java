package dev.portreeve.sidecar.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a record must not show, as a tree: one for each part of a path such as {@code
 * /input/subject/properties/email}, in which {@code *} stands for any member.
 */
final class Redaction {
  /** Shows everything. */
  static final Redaction NONE = new Redaction("");

  /** What stands in the place of a value that is masked. */
  static final String MASKED = "**REDACTED**";

  private static final String ANY = "*";

  /** What becomes of a value. */
  enum Action {
    KEEP,
    MASK,
    DROP
  }

  private final String path;
  private final Map<String, Redaction> members = new HashMap<>();
  private Action action = Action.KEEP;

  private Redaction(String path) {
    this.path = path;
  }

  /**
   * Of the paths given.
   *
   * @param masked whose values are replaced
   * @param dropped whose members are left out
   */
  static Redaction of(List<String> masked, List<String> dropped) {
    Redaction root = new Redaction("");
    masked.forEach(each -> root.at(each).action = Action.MASK);
    dropped.forEach(each -> root.at(each).action = Action.DROP);
    return root;
  }

  private Redaction at(String wanted) {
    Redaction found = this;
    for (String part : wanted.substring(1).split("/", -1)) {
      String name = part.replace("~1", "/").replace("~0", "~");
      Redaction parent = found;
      found = parent.members.computeIfAbsent(name, n -> new Redaction(parent.path + "/" + part));
    }
    return found;
  }

  /** What a member's value must not show. */
  Redaction member(String name) {
    if (members.isEmpty()) {
      return NONE;
    }
    Redaction own = members.get(name);
    return own != null ? own : members.getOrDefault(ANY, NONE);
  }

  Action action() {
    return action;
  }

  /** The path that it was made of. */
  String path() {
    return path;
  }
}
