package dev.portreeve.sidecar.json;

import static dev.portreeve.sidecar.symbols.GivenParts.bit;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.symbols.ByteStringMap;
import dev.portreeve.sidecar.symbols.FastPathMiss;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the four parts of a check from {@link FastJsonReader} straight into the slots of a frame.
 */
final class FastJsonParts {
  /** A member that is known of a subject, an action or a resource. */
  private enum Member {
    TYPE,
    ID,
    NAME,
    PROPERTIES
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

  private final FastJsonReader json;

  FastJsonParts(FastJsonReader json) {
    this.json = json;
  }

  /**
   * Decodes an object of nothing but parts; the parts that it gives or were given.
   *
   * @param given those that the frame holds of other origin, and that may be given in their place
   * @param depth how many objects and lists this one stands in
   */
  int parts(Frame frame, int given, int depth) throws FastPathMiss {
    int here = 0;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      here = part(frame, here, given, depth + 1);
    }
    return here | given;
  }

  /**
   * Decodes the part whose name was read last; the parts given here, with it.
   *
   * @param here the parts given so far; none is given twice
   */
  int part(Frame frame, int here, int given, int depth) throws FastPathMiss {
    Entity part = json.named(PARTS);
    if (part == null || (here & bit(part)) != 0) {
      throw FastPathMiss.IT;
    }
    if ((given & bit(part)) != 0) {
      frame.clear(part);
    }
    switch (part) {
      case SUBJECT, RESOURCE -> party(frame, part, depth + 1);
      case ACTION -> action(frame, depth + 1);
      case CONTEXT -> facts(frame, Entity.CONTEXT, depth + 1);
    }
    return here | bit(part);
  }

  private void party(Frame frame, Entity entity, int depth) throws FastPathMiss {
    String type = null;
    String id = null;
    boolean properties = false;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      Member member = json.named(PARTY);
      if (member == Member.TYPE && type == null) {
        type = json.word();
      } else if (member == Member.ID && id == null) {
        id = json.text();
      } else if (member == Member.PROPERTIES && !properties) {
        properties = true;
        facts(frame, entity, depth + 1);
      } else {
        throw FastPathMiss.IT;
      }
    }
    if (entity == Entity.SUBJECT) {
      frame.subject(given(type), given(id));
    } else {
      frame.resource(given(type), given(id));
    }
  }

  private void action(Frame frame, int depth) throws FastPathMiss {
    String name = null;
    boolean properties = false;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      Member member = json.named(ACTION);
      if (member == Member.NAME && name == null) {
        name = json.word();
      } else if (member == Member.PROPERTIES && !properties) {
        properties = true;
        facts(frame, Entity.ACTION, depth + 1);
      } else {
        throw FastPathMiss.IT;
      }
    }
    frame.action(given(name));
  }

  private static String given(@Nullable String value) throws FastPathMiss {
    if (value == null) {
      throw FastPathMiss.IT;
    }
    return value;
  }

  private void facts(Frame frame, Entity entity, int depth) throws FastPathMiss {
    Set<String> undeclared = null;
    for (boolean more = json.enter(); more; more = json.more()) {
      json.name();
      int slot = json.slot(entity);
      if (slot >= 0) {
        if (frame.value(slot) != null) {
          throw FastPathMiss.IT;
        }
        frame.fact(slot, json.value(depth));
        continue;
      }
      if (undeclared == null) {
        undeclared = new HashSet<>();
      }
      if (!undeclared.add(json.nameText())) {
        throw FastPathMiss.IT;
      }
      Object unused = json.value(depth);
    }
  }
}
