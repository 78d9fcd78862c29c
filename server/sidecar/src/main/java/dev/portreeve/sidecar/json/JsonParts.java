package dev.portreeve.sidecar.json;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.check.FrameBuilder;
import dev.portreeve.sidecar.check.RequestRefused;
import dev.portreeve.sidecar.check.RequestTooLarge;
import dev.portreeve.sidecar.symbols.ByteStringMap;
import java.util.Map;
import java.util.Set;

/** Decodes the four parts of a check, as AuthZEN writes them; unknown members are noted. */
final class JsonParts {
  /** A member that is known of a subject, an action or a resource. */
  private enum Member {
    TYPE("type", 1),
    ID("id", 2),
    NAME("name", 4),
    PROPERTIES("properties", 8);

    private final String text;
    private final int bit;

    Member(String text, int bit) {
      this.text = text;
      this.bit = bit;
    }
  }

  private static final ByteStringMap<Entity> PARTS =
      new ByteStringMap<>(
          Map.of(
              "subject", Entity.SUBJECT,
              "action", Entity.ACTION,
              "resource", Entity.RESOURCE,
              "context", Entity.CONTEXT));
  private static final ByteStringMap<Member> PARTY =
      new ByteStringMap<>(
          Map.of("type", Member.TYPE, "id", Member.ID, "properties", Member.PROPERTIES));
  private static final ByteStringMap<Member> ACTION =
      new ByteStringMap<>(Map.of("name", Member.NAME, "properties", Member.PROPERTIES));

  private final JsonReader json;
  private final int maxDepth;

  /**
   * @param maxDepth the reader's
   */
  JsonParts(JsonReader json, int maxDepth) {
    this.json = json;
    this.maxDepth = maxDepth;
  }

  /**
   * Decodes the object of parts that is next.
   *
   * @param depth how many objects and lists that one is, with itself
   */
  void parts(FrameBuilder frame, int depth) throws RequestRefused {
    Set<String> unknown = null;
    for (boolean more = json.enter(depth); more; more = json.more()) {
      json.name();
      if (!part(frame, depth)) {
        String name = json.text();
        unknown = json.once(unknown, name);
        Object unused = json.value(depth);
        frame.unknown(name);
        expectShallow(frame);
      }
    }
    expectShallow(frame);
  }

  /**
   * Decodes the part whose name was read last; false if that names none, and nothing has been read.
   *
   * @param depth how many objects and lists it stands in
   */
  boolean part(FrameBuilder frame, int depth) throws RequestRefused {
    Entity part = json.named(PARTS);
    if (part == null) {
      return false;
    }
    if (!frame.begin(part)) {
      throw json.twice();
    }
    if (!json.isObject()) {
      frame.illTyped(part, "", "an object");
      Object unused = json.value(depth);
    } else if (part == Entity.CONTEXT) {
      facts(frame, part, depth + 1);
    } else {
      members(frame, part, part == Entity.ACTION ? ACTION : PARTY, depth + 1);
    }
    if (json.wentTooDeep()) {
      frame.refuse(part, RequestTooLarge.nesting(frame.path(part, ""), maxDepth));
    }
    return true;
  }

  private void expectShallow(FrameBuilder frame) {
    if (json.wentTooDeep()) {
      frame.refuse(RequestTooLarge.nesting(frame.path(), maxDepth));
    }
  }

  private void members(FrameBuilder frame, Entity part, ByteStringMap<Member> known, int depth)
      throws RequestRefused {
    int seen = 0;
    Set<String> unknown = null;
    for (boolean more = json.enter(depth); more; more = json.more()) {
      json.name();
      Member member = json.named(known);
      if (member == null) {
        String name = json.text();
        unknown = json.once(unknown, name);
        Object unused = json.value(depth);
        frame.unknown(part, name);
        continue;
      }
      if ((seen & member.bit) != 0) {
        throw json.twice();
      }
      seen |= member.bit;
      if (member == Member.PROPERTIES) {
        properties(frame, part, depth);
      } else {
        identifier(frame, part, member, depth);
      }
    }
  }

  private void identifier(FrameBuilder frame, Entity part, Member member, int depth)
      throws RequestRefused {
    if (!json.string()) {
      frame.illTyped(part, member.text, "a string");
      Object unused = json.value(depth);
      return;
    }
    switch (member) {
      case TYPE -> frame.type(part, json.word());
      case ID -> frame.id(part, json.text());
      case NAME -> frame.name(json.word());
      case PROPERTIES -> throw new IllegalStateException("no identifier");
    }
  }

  private void properties(FrameBuilder frame, Entity part, int depth) throws RequestRefused {
    if (json.isObject()) {
      facts(frame, part, depth + 1);
    } else {
      frame.illTyped(part, Member.PROPERTIES.text, "an object");
      Object unused = json.value(depth);
    }
  }

  private void facts(FrameBuilder frame, Entity part, int depth) throws RequestRefused {
    Set<String> undeclared = null;
    for (boolean more = json.enter(depth); more; more = json.more()) {
      json.name();
      int slot = json.slot(part);
      if (slot < 0) {
        String name = json.text();
        undeclared = json.once(undeclared, name);
        frame.noFact(part, slot, name, json.value(depth));
      } else if (frame.has(slot)) {
        throw json.twice();
      } else {
        frame.fact(slot, json.value(depth));
      }
    }
  }
}
