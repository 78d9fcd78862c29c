package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.ValueType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one check says: the identifiers of subject, action and resource, and a slot for each
 * declared fact.
 *
 * <p>A decoder makes one per check, fills it and hands it to {@link
 * dev.portreeve.engine.Snapshot#decide}. Values are checked against their declared types as they
 * come in; one that does not fit stays here as {@link dev.portreeve.engine.type.InvalidValue} and
 * harms only a decision that reads it. Not safe for use by several threads.
 */
public final class Frame {
  private final Schema schema;
  private final @Nullable Object[] values;
  private String subjectType = "";
  private String subjectId = "";
  private String actionName = "";
  private String resourceType = "";
  private String resourceId = "";
  private EntityDirectory directory = EntityDirectory.NONE;
  private Instant now;
  private @Nullable DecisionId id;
  private @Nullable UnknownFacts unknown;
  private @Nullable StoreWishes wishes;

  private Frame(Schema schema, @Nullable Object[] values, Instant now) {
    this.schema = schema;
    this.values = values;
    this.now = now;
  }

  /**
   * An empty frame.
   *
   * @param now the moment of the check, for facts that default to it
   */
  public static Frame of(Schema schema, Instant now) {
    return new Frame(schema, new @Nullable Object[schema.facts().size()], now);
  }

  /** A frame of its own with the same content. */
  public Frame copy() {
    return new Frame(schema, values.clone(), now)
        .subject(subjectType, subjectId)
        .action(actionName)
        .resource(resourceType, resourceId)
        .directory(directory)
        .wish(wishes);
  }

  public Frame subject(String type, String id) {
    subjectType = type;
    subjectId = id;
    return this;
  }

  public Frame action(String name) {
    actionName = name;
    return this;
  }

  public Frame resource(String type, String id) {
    resourceType = type;
    resourceId = id;
    return this;
  }

  /** Lets a set's directory have its say; a snapshot that decides gives its own. */
  public Frame directory(EntityDirectory known) {
    directory = known;
    return this;
  }

  /** The set's directory. */
  public EntityDirectory directory() {
    return directory;
  }

  /**
   * Takes a fact in, checked against its declared type.
   *
   * @param slot from {@link Schema#slot}
   * @param raw as {@link ValueType} describes raw values
   */
  public Frame fact(int slot, Object raw) {
    values[slot] = schema.facts().get(slot).type().accept(raw);
    return this;
  }

  /** Takes a fact in by name; one that is not declared is skipped. */
  public Frame fact(Entity entity, String name, Object raw) {
    int slot = schema.slot(entity, name);
    return slot < 0 ? this : fact(slot, raw);
  }

  /** Forgets a fact, so that what stands in for it counts. */
  public Frame forget(int slot) {
    values[slot] = null;
    return this;
  }

  /**
   * Takes facts over from another frame of the same schema, given there or not.
   *
   * @param slots of the facts
   */
  public Frame take(int[] slots, Frame other) {
    for (int slot : slots) {
      values[slot] = other.values[slot];
    }
    return this;
  }

  /**
   * Takes those facts over from another frame of the same schema that were not given here.
   *
   * @param slots of the facts
   */
  public Frame takeMissing(int[] slots, Frame other) {
    for (int slot : slots) {
      if (values[slot] == null) {
        values[slot] = other.values[slot];
      }
    }
    return this;
  }

  /** Replaces a fact by what a narrower type makes of it. */
  public void narrow(int slot, ValueType type) {
    Object value = values[slot];
    if (value instanceof String) {
      values[slot] = type.accept(value);
    }
  }

  /**
   * The typed value, {@link dev.portreeve.engine.type.InvalidValue}, or null when it was not given.
   */
  public @Nullable Object value(int slot) {
    return values[slot];
  }

  public Schema schema() {
    return schema;
  }

  public String subjectType() {
    return subjectType;
  }

  public String subjectId() {
    return subjectId;
  }

  public String actionName() {
    return actionName;
  }

  public String resourceType() {
    return resourceType;
  }

  public String resourceId() {
    return resourceId;
  }

  /** The type of the subject or resource; empty for an action and the context. */
  public String type(Entity entity) {
    return switch (entity) {
      case SUBJECT -> subjectType;
      case RESOURCE -> resourceType;
      case ACTION, CONTEXT -> "";
    };
  }

  /** The id of the subject or resource, the name of the action; empty for the context. */
  public String id(Entity entity) {
    return switch (entity) {
      case SUBJECT -> subjectId;
      case RESOURCE -> resourceId;
      case ACTION -> actionName;
      case CONTEXT -> "";
    };
  }

  /**
   * Takes note of what the caller wants of the server's store, which no policy reads; of what was
   * noted before it replaces nothing.
   */
  public Frame wish(@Nullable StoreWishes wanted) {
    wishes = StoreWishes.or(wishes, wanted);
    return this;
  }

  /** What the caller wants of the server's store, or null when that is nothing. */
  public @Nullable StoreWishes wishes() {
    return wishes;
  }

  /**
   * The approval that the caller refers to, or null; what the server finds out of it is a fact,
   * {@link Schema#APPROVAL}.
   */
  public @Nullable Object presented() {
    return wishes == null ? null : wishes.approval();
  }

  /** Whether the caller wants fulfilled by the server what the decision brings with it. */
  public boolean fulfils() {
    return wishes != null && Boolean.TRUE.equals(wishes.fulfil());
  }

  /** The moment of the check. */
  public Instant now() {
    return now;
  }

  /** What identifies the decision on this check, or null while nobody has asked for it. */
  public @Nullable DecisionId id() {
    return id;
  }

  /** The same, which the decision has from now on. */
  public DecisionId identify() {
    DecisionId known = id;
    if (known == null) {
      known = DecisionId.next(now.toEpochMilli());
      id = known;
    }
    return known;
  }

  /** Notes what the request says beside declared facts; no decision depends on it. */
  public Frame unknown(UnknownFacts beside) {
    unknown = beside;
    return this;
  }

  /** What the request says beside declared facts, or null when there is nothing. */
  public @Nullable UnknownFacts unknown() {
    return unknown;
  }

  /**
   * The id of the team whose settings govern the check: the one given, or the default of the fact
   * that carries it. Empty when there is neither, or what is given is no string.
   */
  public Optional<String> teamId() {
    Optional<Fact> team = schema.team();
    if (team.isEmpty()) {
      return Optional.empty();
    }
    Object given = values[team.get().slot()];
    return given instanceof String id
        ? Optional.of(id)
        : given == null ? schema.defaultTeam() : Optional.empty();
  }

  /** The facts given that do not fit their types, as paths; for logs and tests. */
  public List<String> invalid() {
    return schema.facts().stream()
        .filter(fact -> values[fact.slot()] instanceof dev.portreeve.engine.type.InvalidValue)
        .map(Fact::path)
        .toList();
  }
}
