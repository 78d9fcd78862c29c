package dev.portreeve.sidecar.check;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.UnknownFact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first undeclared members of one check, each with the part that it stands in. */
final class UnknownMembers {
  /* Whoever sends more is told of these first. */
  private static final int MOST = 16;

  private final UnknownNames names;
  private final List<Named> members = new ArrayList<>();

  UnknownMembers(UnknownNames names) {
    this.names = names;
  }

  /**
   * @param part null: the member stands beside the parts
   */
  private record Named(@Nullable Entity part, UnknownFact fact) {}

  /**
   * Adds a member of a part.
   *
   * @param path of what it stands in, with a dot at the end
   * @param prefix of paths of the check
   */
  void add(Entity part, String path, String name, String prefix) {
    add(part, names.ofPart(part, path, name, prefix));
  }

  /** Adds a member that stands beside the parts. */
  void addBeside(String name, String prefix) {
    add(null, names.ofRequest(name, prefix));
  }

  /** Adds the members inside the value of a fact that its type does not have. */
  void addInside(Fact fact, Object raw, String path) {
    names.ofValue(fact.type(), raw, path, found -> add(fact.entity(), found));
  }

  private void add(@Nullable Entity part, UnknownFact fact) {
    if (members.size() < MOST) {
      members.add(new Named(part, fact));
    }
  }

  /** Takes over those of one part, or with null those beside the parts. */
  void take(@Nullable Entity part, UnknownMembers other) {
    other.members.stream().filter(one -> one.part == part).forEach(one -> add(part, one.fact));
  }

  List<UnknownFact> facts() {
    return members.stream().map(Named::fact).toList();
  }
}
