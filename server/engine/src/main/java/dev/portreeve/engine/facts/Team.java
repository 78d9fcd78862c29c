package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Structure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An organization or team with its plan, settings and directory, checked against one schema.
 * Immutable.
 */
public final class Team {
  private final String id;
  private final String version;
  private final Schema schema;
  private final Structure attributes;
  private final Structure stored;
  private final TeamMembers members;
  private final @Nullable Object[] effective;
  private final long controls;

  Team(
      String id,
      String version,
      Schema schema,
      Structure attributes,
      Structure stored,
      Map<String, Structure> members) {
    this(
        id,
        version,
        schema,
        attributes,
        stored,
        new TeamMembers(members, schema.person().fields().size()));
  }

  private Team(
      String id,
      String version,
      Schema schema,
      Structure attributes,
      Structure stored,
      TeamMembers members) {
    this.id = id;
    this.version = version;
    this.schema = schema;
    this.attributes = attributes;
    this.stored = stored;
    this.members = members;
    this.effective = new @Nullable Object[schema.settings().size()];
    long onPlan = 0;
    int plan = attributes.type().indexOf("plan");
    String planName = plan < 0 ? "" : String.valueOf(attributes.value(plan));
    for (Setting setting : schema.settings()) {
      int at = setting.index();
      if (setting.onPlan(planName)) {
        onPlan |= 1L << at;
      }
      boolean counts = stored.has(at) && setting.onPlan(planName);
      effective[at] = counts ? stored.value(at) : setting.defaultValue().orElse(null);
    }
    this.controls = onPlan;
  }

  public String id() {
    return id;
  }

  /**
   * A hash of what it was read from, 32 hexadecimal digits: other settings, another version. Empty
   * for a team that is described within another file.
   */
  public String version() {
    return version;
  }

  /** The schema it was checked against; it is decided under no other. */
  public Schema schema() {
    return schema;
  }

  /** Its plan and other attributes. */
  public Structure attributes() {
    return attributes;
  }

  /** The settings as stored, whatever the plan. */
  public Structure stored() {
    return stored;
  }

  /** The setting in force: as stored if the plan has the control, else its default. */
  public @Nullable Object setting(int index) {
    return effective[index];
  }

  /** Whether the team's plan has the control. */
  public boolean control(int index) {
    return (controls & 1L << index) != 0;
  }

  /** Whether the setting is stored and in force. */
  public boolean hasSetting(int index) {
    return control(index) && stored.has(index);
  }

  /** Who its members are. */
  public Directory directory() {
    return members;
  }

  /**
   * This team with the members of another one of the same schema, which are not read again. It was
   * read from no file as a whole, so it has no version.
   */
  public Team withMembersOf(Team other) {
    return new Team(id, "", schema, attributes, stored, other.members);
  }

  /** Roughly the bytes it holds, for a cache bounded by weight. */
  public int weight() {
    return 512 + 64 * effective.length + 256 * members.size() + id.length();
  }
}
