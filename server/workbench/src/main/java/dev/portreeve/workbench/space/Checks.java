package dev.portreeve.workbench.space;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides points by one version of a policy set, for one action. */
final class Checks {
  /** The moment of every check. */
  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private final Snapshot snapshot;
  private final Schema schema;
  private final String action;
  private final PolicyReads reads;
  private final KnownMatches known;
  private final Map<List<PolicyReads.Tried>, Set<String>> readBy = new HashMap<>();
  private final Map<Map<String, Object>, Optional<Team>> teams = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();

  Checks(Snapshot snapshot, String action) {
    this.snapshot = snapshot;
    this.schema = snapshot.schema();
    this.action = action;
    this.reads = PolicyReads.of(snapshot, action);
    this.known = new KnownMatches(reads);
  }

  /**
   * What came of a point.
   *
   * @param decision what was decided
   * @param deciding the match that gave it, or empty
   * @param file of that match, or empty
   * @param read the fields on which it rests
   */
  record Verdict(
      Decision decision, Optional<RuleTree.Match> deciding, String file, Set<String> read) {}

  Verdict decide(Point point) {
    Optional<Team> team = schema.team().flatMap(carrier -> team(point));
    // Where no file can say what the point says of the team, no match is reached.
    boolean usual = team.isPresent() == schema.team().isPresent();
    List<PolicyReads.Tried> tried = new ArrayList<>();
    Optional<Decision> known = usual ? this.known.decide(point, tried) : Optional.empty();
    if (known.isEmpty()) {
      tried.clear();
      Decision decision = decide(point, team.orElse(null), tried);
      this.known.learn(point, tried, decision);
      known = Optional.of(decision);
    }
    Optional<RuleTree.Match> deciding = reads.deciding(tried);
    String file = deciding.map(this::file).orElse("");
    Set<String> read = readBy.computeIfAbsent(List.copyOf(tried), reads::readBy);
    return new Verdict(known.get(), deciding, file, read);
  }

  private Decision decide(Point point, @Nullable Team team, List<PolicyReads.Tried> tried) {
    Frame frame =
        Frame.of(schema, NOW)
            .subject(
                point.text("subject.type", otherwise("type")),
                point.text("subject.id", otherwise("id")))
            .action(action)
            .resource(
                point.text("resource.type", otherwise("type")),
                point.text("resource.id", otherwise("id")));
    for (Map.Entry<String, Object> fixed : point.values().entrySet()) {
      take(fixed.getKey(), fixed.getValue(), point, frame);
    }
    schema.team().ifPresent(fact -> frame.fact(fact.slot(), Point.TEAM));
    return snapshot.decide(
        frame,
        team,
        new ConstantProbe() {
          @Override
          public boolean tried(int match, boolean held) {
            tried.add(new PolicyReads.Tried(match, held));
            return held;
          }

          @Override
          public @Nullable Boolean known(int match) {
            return known.holds(match, point);
          }
        });
  }

  private String file(RuleTree.Match match) {
    return match.id() < snapshot.guards().matches().size()
        ? "guards.yaml"
        : snapshot.policy(action).map(policy -> policy.file().name()).orElse("");
  }

  /** What a type or id is called where nothing tells one from another. */
  static String otherwise(String part) {
    return "some-" + part;
  }

  private void take(String name, Object value, Point point, Frame frame) {
    Place place = places.computeIfAbsent(name, this::place);
    if (place.slot() >= 0) {
      if (place.part()) {
        Fact fact = schema.facts().get(place.slot());
        Object whole = point.below(fact.entity().variable()).get(fact.name());
        frame.fact(place.slot(), whole == null ? Map.of() : whole);
      } else if (value != Point.ABSENT) {
        frame.fact(place.slot(), value);
      }
    }
  }

  /**
   * Where a value goes.
   *
   * @param slot of the fact, or -1
   * @param part whether it is only a part of the fact
   * @param ofTeam whether it stands in the team's file
   */
  private record Place(int slot, boolean part, boolean ofTeam) {}

  private Place place(String name) {
    String[] parts = name.split("\\.", -1);
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(parts[0])) {
        return new Place(schema.slot(entity, parts[1]), parts.length > 2, false);
      }
    }
    return new Place(-1, false, true);
  }

  private Optional<Team> team(Point point) {
    Map<String, Object> said = new HashMap<>();
    point
        .values()
        .forEach(
            (name, value) -> {
              if (places.computeIfAbsent(name, this::place).ofTeam()) {
                said.put(name, value);
              }
            });
    return teams.computeIfAbsent(said, unused -> bind(point.team()));
  }

  private Optional<Team> bind(Map<String, Object> said) {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (Field field : schema.attributes().fields()) {
      Object value = said.get(field.name());
      if (value == null && field.required()) {
        value = first(field);
      }
      if (value != null) {
        raw.put(field.name(), value);
      }
    }
    if (said.get("settings") instanceof Map<?, ?> settings) {
      Map<String, Object> known = new LinkedHashMap<>();
      settings.forEach(
          (key, value) -> {
            if (schema.setting(String.valueOf(key)).isPresent()) {
              known.put(String.valueOf(key), value);
            }
          });
      raw.put("settings", known);
    }
    List<Diagnostic> problems = new ArrayList<>();
    SourceFile file = new SourceFile("teams/" + Point.TEAM + ".yaml", JsonText.of(raw));
    return new TeamReader(schema).read(file, problems);
  }

  private static Object first(Field field) {
    if (field.type() instanceof StringType text) {
      return text.values().isEmpty() ? "some-" + field.name() : text.values().get(0);
    }
    if (field.type() instanceof BooleanType) {
      return false;
    }
    return field.type() instanceof IntegerType || field.type() instanceof NumberType
        ? (Object) 0
        : List.of();
  }
}
