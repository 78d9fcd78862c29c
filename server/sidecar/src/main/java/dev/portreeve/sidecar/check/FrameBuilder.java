package dev.portreeve.sidecar.check;

import dev.portreeve.engine.facts.DecisionId;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.StoreWishes;
import dev.portreeve.engine.facts.UnknownFacts;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.sidecar.symbols.SymbolTable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
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

  /* Bits of undeclared members stand above those of parts that are given. */
  private static final int UNKNOWN_BESIDE = 16;

  private final SymbolTable symbols;
  private final Frame frame;
  private final int item;

  /* What a search leaves open; null in a check. */
  private final @Nullable Entity sought;

  /* A bit for each part, and one for its undeclared members; a set would be an object. */
  private int given;
  private @Nullable RequestRefused wholeProblem;
  private @Nullable Map<Entity, RequestRefused> problems;

  /* What becomes of undeclared members, and their names where those are kept. */
  private UnknownFacts.Mode unknownFacts;
  private @Nullable UnknownMembers unknown;

  private FrameBuilder(
      SymbolTable symbols,
      Instant now,
      int item,
      @Nullable Entity sought,
      UnknownFacts.Mode unknownFacts) {
    this.symbols = symbols;
    this.frame = Frame.of(symbols.schema(), now);
    this.item = item;
    this.sought = sought;
    this.unknownFacts = unknownFacts;
  }

  /**
   * Begins a check.
   *
   * @param symbols of the schema of the snapshot that will decide
   * @param now the moment of the check
   * @param unknownFacts what becomes of undeclared members unless the request wants it stricter
   */
  public static FrameBuilder ofCheck(
      SymbolTable symbols, Instant now, UnknownFacts.Mode unknownFacts) {
    return new FrameBuilder(symbols, now, NO_ITEM, null, unknownFacts);
  }

  /**
   * Begins a search: of the subject or resource that is sought only the type is required and the id
   * is of no account; an action that is sought is not looked at.
   *
   * @param sought subject, resource or action
   */
  public static FrameBuilder ofSearch(
      SymbolTable symbols, Instant now, Entity sought, UnknownFacts.Mode unknownFacts) {
    return new FrameBuilder(symbols, now, NO_ITEM, sought, unknownFacts);
  }

  /** Begins an item of a batch, which stands at that index. */
  static FrameBuilder ofItem(
      SymbolTable symbols, Instant now, int index, UnknownFacts.Mode unknownFacts) {
    return new FrameBuilder(symbols, now, index, null, unknownFacts);
  }

  /** Has the names of undeclared members kept. */
  public FrameBuilder keepNames() {
    return keepNames(new UnknownNames(symbols.schema()));
  }

  /** The same for one of several checks, whose names are looked up together. */
  FrameBuilder keepNames(UnknownNames names) {
    unknown = new UnknownMembers(names);
    return this;
  }

  public SymbolTable symbols() {
    return symbols;
  }

  /** Begins a part; false if it was begun before. */
  public boolean begin(Entity part) {
    int before = given;
    given |= bit(part);
    return before != given;
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
    if (raw instanceof Map || raw instanceof List) {
      noteInside(symbols.schema().facts().get(slot), raw);
    }
  }

  private void noteInside(Fact fact, Object raw) {
    if (UnknownNames.hides(fact.type(), raw)) {
      given |= unknownBit(fact.entity());
      if (unknown != null) {
        unknown.addInside(fact, raw, path(fact.slot()));
      }
    }
  }

  /** Whether names of undeclared members are kept, so that they are worth being read. */
  public boolean keepsNames() {
    return unknown != null;
  }

  /**
   * Takes a member that stands where the facts of a part do and is none.
   *
   * @param slot from {@link SymbolTable#slot}, negative
   * @param name of no account where names are not kept
   * @param value null: it has none
   */
  public void noFact(Entity part, int slot, String name, @Nullable Object value) {
    switch (slot) {
      case SymbolTable.ASKS_FOR_ID -> {
        if (Boolean.TRUE.equals(value)) {
          askForId();
        }
      }
      case SymbolTable.UNKNOWN_FACTS -> unknownFacts(value);
      case SymbolTable.REFERS_TO_APPROVAL -> frame.wish(new StoreWishes(value, null));
      case SymbolTable.ASKS_TO_FULFIL -> fulfil(value);
      case SymbolTable.KNOWN_ELSEWHERE -> {}
      default -> {
        given |= unknownBit(part);
        if (unknown != null) {
          unknown.add(part, part.path(""), name, prefix());
        }
      }
    }
  }

  private void fulfil(@Nullable Object value) {
    frame.wish(new StoreWishes(null, value instanceof Boolean fulfil ? fulfil : null));
    if (!(value instanceof Boolean)) {
      illTyped(Entity.CONTEXT, "fulfil", "true or false");
    }
  }

  /** A request may ask for what is stricter than usual, never for less. */
  private void unknownFacts(@Nullable Object value) {
    for (UnknownFacts.Mode mode : UnknownFacts.Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(value)) {
        unknownFacts = unknownFacts.or(mode);
        return;
      }
    }
    illTyped(Entity.CONTEXT, "unknown_facts", "ignore, report or refuse");
  }

  /** Notes a member of a part that has none of that name, beside its properties. */
  public void unknown(Entity part, String name) {
    given |= unknownBit(part);
    if (unknown != null) {
      unknown.add(part, part.variable() + ".", name, prefix());
    }
  }

  /** Notes a member beside the parts. */
  public void unknown(String name) {
    given |= UNKNOWN_BESIDE;
    if (unknown != null) {
      unknown.addBeside(name, prefix());
    }
  }

  /** Has the decision's id told with the answer. */
  private void askForId() {
    DecisionId unused = frame.identify();
  }

  /** Notes that a member of a part, or with an empty name the part, is of the wrong kind. */
  public void illTyped(Entity part, String member, String wanted) {
    if (part == sought && member.equals("id")) {
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
    return given < UNKNOWN_BESIDE ? frame : frame.unknown(unknownFacts());
  }

  private UnknownFacts unknownFacts() {
    return unknownFacts == UnknownFacts.Mode.IGNORE
        ? UnknownFacts.IGNORED
        : new UnknownFacts(unknownFacts, unknown == null ? List.of() : unknown.facts());
  }

  /**
   * Takes the parts that were not given from the defaults, each as a whole, and where defaults are
   * merged what was not given of the others.
   *
   * @throws RequestRefused when one of those is wrong, which is then the whole batch's fault
   */
  void take(FrameBuilder defaults, BatchOptions.Defaults how) throws RequestRefused {
    if (wholeProblem == null) {
      for (Entity part : ALL) {
        if (!gave(part) && defaults.gave(part)) {
          take(part, defaults);
        } else if (how == BatchOptions.Defaults.MERGED && defaults.gave(part)) {
          merge(part, defaults);
        }
      }
      takeUnknown(null, UNKNOWN_BESIDE, defaults);
    }
  }

  private void merge(Entity part, FrameBuilder defaults) throws RequestRefused {
    defaults.expectSound(part);
    frame.takeMissing(symbols.slots(part), defaults.frame);
    Identifiers.takeMissing(frame, part, defaults.frame);
    if (part == Entity.CONTEXT) {
      takeWishes(defaults);
    }
    takeUnknown(part, unknownBit(part), defaults);
  }

  private void expectSound(Entity part) throws RequestRefused {
    RequestRefused problem = problems == null ? null : problems.get(part);
    if (problem != null) {
      throw problem;
    }
  }

  private void take(Entity part, FrameBuilder defaults) throws RequestRefused {
    defaults.expectSound(part);
    defaults.expectIdentified(part);
    frame.take(symbols.slots(part), defaults.frame);
    Identifiers.takeMissing(frame, part, defaults.frame);
    if (part == Entity.CONTEXT) {
      takeWishes(defaults);
    }
    given |= bit(part);
    takeUnknown(part, unknownBit(part), defaults);
  }

  private void takeWishes(FrameBuilder defaults) {
    unknownFacts = unknownFacts.or(defaults.unknownFacts);
    frame.wish(defaults.frame.wishes());
    if (defaults.frame.id() != null) {
      askForId();
    }
  }

  private void takeUnknown(@Nullable Entity part, int bit, FrameBuilder defaults) {
    given |= defaults.given & bit;
    if (unknown != null && defaults.unknown != null) {
      unknown.take(part, defaults.unknown);
    }
  }

  /** Refuses a part that is given without its identifiers. */
  private void expectIdentified(Entity part) throws MalformedRequest {
    if (gave(part) && !isLeftOut(part)) {
      Identifiers.expect(frame, part, path(part, ""), part == sought);
    }
  }

  /** Whether a part is one that a search names itself. */
  private boolean isLeftOut(Entity part) {
    return part == Entity.ACTION && sought == Entity.ACTION;
  }

  private boolean gave(Entity part) {
    return (given & bit(part)) != 0;
  }

  /** The bit that says of a part that it has an undeclared member. */
  private static int unknownBit(Entity part) {
    return bit(part) * 2 * UNKNOWN_BESIDE;
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
