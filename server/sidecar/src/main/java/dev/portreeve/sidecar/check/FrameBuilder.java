package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.DecisionId;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the frame of one check from what a decoder reads, part by part, whatever the request is
 * written in. The rules about parts stand here and nowhere else: which of them are required, which
 * identifiers they must have, and that none of those is empty.
 */
public final class FrameBuilder {
  /*
   * What is wrong with a part is kept until the check is complete. A decoder can so read on behind
   * it, and a default that every item of a batch replaces is never judged.
   */
  private static final Entity[] REQUIRED = {Entity.SUBJECT, Entity.ACTION, Entity.RESOURCE};
  private static final Entity[] ALL = Entity.values();
  private static final int NO_ITEM = -1;
  private static final String ID = "id";

  private final SymbolTable symbols;
  private final Frame frame;
  private final int item;

  /* What a search leaves open; null in a check. */
  private final @Nullable Entity sought;

  /* A bit for each part; a set would be an object. */
  private int given;
  private @Nullable RequestRefused wholeProblem;
  private @Nullable Map<Entity, RequestRefused> problems;

  private FrameBuilder(SymbolTable symbols, Instant now, int item, @Nullable Entity sought) {
    this.symbols = symbols;
    this.frame = Frame.of(symbols.schema(), now);
    this.item = item;
    this.sought = sought;
  }

  /**
   * Begins a check.
   *
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the check
   */
  public static FrameBuilder ofCheck(SymbolTable symbols, Instant now) {
    return new FrameBuilder(symbols, now, NO_ITEM, null);
  }

  /**
   * Begins a search: of the subject or resource that is sought only the type is required and the id
   * is of no account; an action that is sought is not looked at.
   *
   * @param sought subject, resource or action
   */
  public static FrameBuilder ofSearch(SymbolTable symbols, Instant now, Entity sought) {
    return new FrameBuilder(symbols, now, NO_ITEM, sought);
  }

  /** Begins an item of a batch, which stands at that index. */
  static FrameBuilder ofItem(SymbolTable symbols, Instant now, int index) {
    return new FrameBuilder(symbols, now, index, null);
  }

  /** Begins a part; false if it was begun before. */
  public boolean begin(Entity part) {
    boolean first = (given & bit(part)) == 0;
    given |= bit(part);
    return first;
  }

  /** Takes the type of the subject or resource. */
  public void type(Entity part, String type) {
    if (part == Entity.SUBJECT) {
      frame.subject(type, frame.subjectId());
    } else {
      frame.resource(type, frame.resourceId());
    }
  }

  /** Takes the id of the subject or resource. */
  public void id(Entity part, String id) {
    if (part == sought) {
      return;
    }
    if (part == Entity.SUBJECT) {
      frame.subject(frame.subjectType(), id);
    } else {
      frame.resource(frame.resourceType(), id);
    }
  }

  /** Takes the name of the action. */
  public void name(String name) {
    frame.action(name);
  }

  /** Whether a fact has been taken. */
  public boolean has(int slot) {
    return frame.value(slot) != null;
  }

  /**
   * Takes a fact.
   *
   * @param slot from {@link SymbolTable#slot}
   * @param raw as {@link dev.portreeve.engine.type.ValueType} describes raw values
   */
  public void fact(int slot, Object raw) {
    frame.fact(slot, raw);
  }

  /** Has the decision's id told with the answer. */
  public void askForId() {
    DecisionId unused = frame.identify();
  }

  /** Notes that a member of a part, or with an empty name the part, is of the wrong kind. */
  public void illTyped(Entity part, String member, String wanted) {
    if (part == sought && member.equals(ID)) {
      return;
    }
    refuse(part, MalformedRequest.illTyped(path(part, member), wanted));
  }

  /** Notes what is wrong with a part; what was noted first counts. */
  public void refuse(Entity part, RequestRefused problem) {
    if (isLeftOut(part)) {
      return;
    }
    if (problems == null) {
      problems = new EnumMap<>(Entity.class);
    }
    problems.putIfAbsent(part, problem);
  }

  /** Notes what is wrong with the check as a whole; what was noted first counts. */
  public void refuse(RequestRefused problem) {
    if (wholeProblem == null) {
      wholeProblem = problem;
    }
  }

  /** The path of a member of a part as the caller knows it, or with an empty name of the part. */
  public String path(Entity part, String member) {
    return prefix() + part.variable() + (member.isEmpty() ? "" : "." + member);
  }

  /** The path of a fact as the caller knows it. */
  public String path(int slot) {
    return prefix() + symbols.schema().facts().get(slot).path();
  }

  /** The path of the check: empty, or that of the item. */
  public String path() {
    return item == NO_ITEM ? "" : "evaluations[" + item + "]";
  }

  private String prefix() {
    return item == NO_ITEM ? "" : path() + ".";
  }

  /** The frame, or what is wrong with the request. */
  public Frame complete() throws RequestRefused {
    if (wholeProblem != null) {
      throw wholeProblem;
    }
    if (problems != null) {
      throw problems.values().iterator().next();
    }
    for (Entity part : REQUIRED) {
      expectIdentified(part);
    }
    for (Entity part : REQUIRED) {
      if (!gave(part) && !isLeftOut(part)) {
        throw MalformedRequest.missing(prefix() + part.variable());
      }
    }
    return frame;
  }

  /**
   * Takes the parts that were not given from the defaults, each as a whole.
   *
   * @throws RequestRefused when one of those is wrong, which is then the whole batch's fault
   */
  void take(FrameBuilder defaults) throws RequestRefused {
    if (wholeProblem == null) {
      for (Entity part : ALL) {
        if (!gave(part) && defaults.gave(part)) {
          take(part, defaults);
        }
      }
    }
  }

  private void take(Entity part, FrameBuilder defaults) throws RequestRefused {
    RequestRefused problem = defaults.problems == null ? null : defaults.problems.get(part);
    if (problem != null) {
      throw problem;
    }
    defaults.expectIdentified(part);
    frame.take(symbols.slots(part), defaults.frame);
    switch (part) {
      case SUBJECT -> frame.subject(defaults.frame.subjectType(), defaults.frame.subjectId());
      case ACTION -> frame.action(defaults.frame.actionName());
      case RESOURCE -> frame.resource(defaults.frame.resourceType(), defaults.frame.resourceId());
      case CONTEXT -> {}
    }
    if (part == Entity.CONTEXT && defaults.frame.id() != null) {
      askForId();
    }
    given |= bit(part);
  }

  /** Refuses a part that is given without its identifiers. */
  private void expectIdentified(Entity part) throws MalformedRequest {
    if (gave(part) && !isLeftOut(part)) {
      switch (part) {
        case SUBJECT -> expect(part, frame.subjectType(), frame.subjectId());
        case ACTION -> expectFilled(part, "name", frame.actionName());
        case RESOURCE -> expect(part, frame.resourceType(), frame.resourceId());
        case CONTEXT -> {}
      }
    }
  }

  private void expect(Entity part, String type, String id) throws MalformedRequest {
    expectFilled(part, "type", type);
    if (part != sought) {
      expectFilled(part, ID, id);
    }
  }

  /** Whether a part is one that a search names itself. */
  private boolean isLeftOut(Entity part) {
    return part == Entity.ACTION && sought == Entity.ACTION;
  }

  private void expectFilled(Entity part, String member, String value) throws MalformedRequest {
    if (value.isEmpty()) {
      throw MalformedRequest.missing(path(part, member));
    }
  }

  private boolean gave(Entity part) {
    return (given & bit(part)) != 0;
  }

  private static int bit(Entity part) {
    return switch (part) {
      case SUBJECT -> 1;
      case ACTION -> 2;
      case RESOURCE -> 4;
      case CONTEXT -> 8;
    };
  }
}
