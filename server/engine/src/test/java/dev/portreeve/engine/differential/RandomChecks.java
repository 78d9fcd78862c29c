package dev.portreeve.engine.differential;

import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Frames and teams under a schema: some complete, some sparse, some with facts that do not fit. */
final class RandomChecks {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> PEOPLE = List.of("ana", "ben", "eve");

  private final Dice dice;
  private final Schema schema;
  private final List<String> strings;
  private final RandomValues clean;
  private final RandomValues dirty;

  RandomChecks(Dice dice, Schema schema, List<String> strings) {
    this.dice = dice;
    this.schema = schema;
    this.strings = strings;
    this.clean = new RandomValues(dice, strings, 0);
    this.dirty = new RandomValues(dice, strings, 0.04);
  }

  Team team() {
    Map<String, Object> file = new LinkedHashMap<>();
    for (Field attribute : schema.attributes().fields()) {
      if (attribute.required() || dice.chance(0.7)) {
        file.put(attribute.name(), clean.raw(attribute.type()));
      }
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting setting : schema.settings()) {
      if (dice.chance(0.7)) {
        settings.put(setting.key(), clean.raw(setting.type()));
      }
    }
    file.put("settings", settings);
    Map<String, Object> members = new LinkedHashMap<>();
    for (String person : PEOPLE) {
      Map<String, Object> facts = new LinkedHashMap<>();
      for (Field field : schema.person().fields()) {
        if (dice.chance(0.7)) {
          facts.put(field.name(), clean.raw(field.type()));
        }
      }
      if (dice.chance(0.8)) {
        members.put(person, facts);
      }
    }
    file.put("members", members);
    List<Diagnostic> problems = new ArrayList<>();
    SourceFile source = new SourceFile("teams/acme.yaml", JsonText.of(file));
    return new TeamReader(schema)
        .read(source, problems)
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }

  /**
   * A check of an action.
   *
   * @param resourceTypes of which the resource has one, nearly always
   */
  Frame frame(String action, List<String> resourceTypes) {
    Frame frame = Frame.of(schema, NOW).action(action);
    String type = schema.subjectTypes().isEmpty() ? "user" : dice.pick(schema.subjectTypes());
    frame.subject(dice.chance(0.01) ? "ghost" : type, dice.pick(PEOPLE));
    boolean other = resourceTypes.isEmpty() || dice.chance(0.01);
    frame.resource(other ? "thing" : dice.pick(resourceTypes), dice.pick(strings));
    double given = dice.of(1.0, 1.0, 1.0, 1.0, 0.95, 0.8, 0.4);
    RandomValues values = dice.chance(0.75) ? clean : dirty;
    List<Fact> proposing =
        schema
            .change()
            .map(change -> List.of(change.value(), change.add(), change.remove()))
            .orElse(List.of());
    boolean proposes = !dice.chance(0.1);
    for (Fact fact : schema.facts()) {
      boolean later = isBuiltIn(fact) || proposes && proposing.contains(fact);
      if (!later && dice.chance(given)) {
        frame.fact(fact.slot(), values.raw(fact.type()));
      }
    }
    if (proposes) {
      schema.change().ifPresent(change -> propose(frame, change));
    }
    return frame;
  }

  private static boolean isBuiltIn(Fact fact) {
    return fact.entity() == Entity.CONTEXT && Schema.BUILT_IN.contains(fact.name());
  }

  /** Another frame with some facts replaced. */
  Frame bent(Frame original) {
    Frame frame = original.copy();
    for (int i = dice.below(4); i > 0; i--) {
      Fact fact = dice.pick(schema.facts());
      if (!isBuiltIn(fact)) {
        frame.fact(fact.slot(), dirty.raw(fact.type()));
      }
    }
    if (dice.chance(0.05)) {
      frame.resource(frame.resourceType(), dice.pick(strings));
    }
    if (dice.chance(0.05)) {
      frame.subject(frame.subjectType(), dice.pick(PEOPLE));
    }
    return frame;
  }

  /** Proposes a change in one of the ways that there are. */
  private void propose(Frame frame, ChangeSpec change) {
    Setting setting = dice.pick(schema.settings());
    frame.fact(change.setting().slot(), setting.key());
    if (dice.chance(0.5) || !(setting.type() instanceof StructType struct)) {
      frame.fact(change.value().slot(), dirty.raw(setting.type()));
      return;
    }
    Fact edit = dice.chance(0.6) ? change.add() : change.remove();
    frame.fact(edit.slot(), entry(dice.pick(struct.fields())));
  }

  private Object entry(Field field) {
    String text =
        field.type() instanceof ListType ? dice.pick(strings) : dice.pick(RandomValues.PATTERNS);
    return field.entry() instanceof Field.EntryForm.Keyed keyed
        ? Map.of(keyed.key(), text)
        : (Object) text;
  }
}
