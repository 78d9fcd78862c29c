package dev.portreeve.workbench.set;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A policy set and what came of loading it: a snapshot with its cases and teams, or problems. */
public final class AuthoredSet {
  private static final String TEAMS = "teams/";

  private final SetTexts texts;
  private final PolicySetFiles files;
  private final LoadResult result;
  private final LazyValue<Cases> cases = new LazyValue<>(this::readCases);
  private final LazyValue<Teams> teams = new LazyValue<>(this::readTeams);

  private record Cases(CaseSet set, List<Diagnostic> problems) {}

  private record Teams(Map<String, Team> byId, List<Diagnostic> problems) {}

  private AuthoredSet(SetTexts texts, PolicySetFiles files, LoadResult result) {
    this.texts = texts;
    this.files = files;
    this.result = result;
  }

  /**
   * Loads a set.
   *
   * @param store asked for what is known of its expressions, so that they need no new check
   */
  public static AuthoredSet load(SetTexts texts, TypeCheckStore store) {
    PolicySetFiles files = PolicySetFiles.of(texts.byPath());
    return new AuthoredSet(texts, files, PolicySetLoader.load(files, store));
  }

  /** Loads a later state of the set, taking over what has not changed. */
  public AuthoredSet reload(SetTexts newer, TypeCheckStore store) {
    PolicySetFiles newFiles = PolicySetFiles.of(newer.byPath());
    LoadResult loaded =
        result instanceof LoadResult.Loaded known
            ? PolicySetLoader.load(newFiles, known.snapshot())
            : PolicySetLoader.load(newFiles, store);
    return new AuthoredSet(newer, newFiles, loaded);
  }

  public SetTexts texts() {
    return texts;
  }

  /** The texts that decisions depend on. */
  public PolicySetFiles files() {
    return files;
  }

  /** The set ready to decide, or empty when it does not load. */
  public Optional<Snapshot> snapshot() {
    return result instanceof LoadResult.Loaded loaded
        ? Optional.of(loaded.snapshot())
        : Optional.empty();
  }

  /** The set ready to decide; only for a set without {@link #problems()}. */
  public Snapshot loaded() {
    return snapshot().orElseThrow();
  }

  /** What keeps the set from loading; empty when it loads. */
  public List<Diagnostic> problems() {
    return result instanceof LoadResult.Refused refused ? refused.problems() : List.of();
  }

  /**
   * Every problem of the set, its cases and its teams. Teams are looked at as soon as the schema
   * can be read, cases when the set loads.
   */
  public List<Diagnostic> allProblems() {
    List<Diagnostic> all = new ArrayList<>(problems());
    all.addAll(teams.get().problems());
    all.addAll(cases.get().problems());
    return all.stream().distinct().sorted(Diagnostic.ORDER).toList();
  }

  /** The cases; none when the set does not load, some of them when they have problems. */
  public CaseSet cases() {
    return cases.get().set();
  }

  /** The teams that the set ships and that are good, by id. */
  public Map<String, Team> teams() {
    return teams.get().byId();
  }

  /** The team of that id with its file's members, or empty when there is none that is good. */
  public Optional<CaseTeam> team(String id) {
    Team team = teams().get(id);
    String path = TEAMS + id + ".yaml";
    SourceFile file = new SourceFile(path, texts.byPath().getOrDefault(path, ""));
    return team == null
        ? Optional.empty()
        : YamlReader.read(file, TeamReader.MAX_BYTES, new ArrayList<>())
            .map(root -> new CaseTeam(team, members(id, root)));
  }

  private static Map<String, Object> members(String id, YamlNode root) {
    Map<String, Object> members = new LinkedHashMap<>(Map.of("id", id));
    if (root instanceof YamlNode.Mapping mapping) {
      mapping.members().forEach((name, member) -> members.put(name, member.value().raw()));
    }
    return members;
  }

  /** The team files, good or not. */
  public List<SourceFile> teamFiles() {
    return texts.byPath().entrySet().stream()
        .filter(text -> text.getKey().startsWith(TEAMS) && text.getKey().endsWith(".yaml"))
        .filter(text -> !text.getKey().startsWith(TEAMS + "."))
        .map(text -> new SourceFile(text.getKey(), text.getValue()))
        .toList();
  }

  private Cases readCases() {
    List<Diagnostic> problems = new ArrayList<>();
    CaseSet read =
        snapshot()
            .map(snapshot -> CaseSet.read(snapshot, texts.byPath(), problems))
            .orElseGet(() -> new CaseSet(List.of()));
    return new Cases(read, problems);
  }

  private Teams readTeams() {
    Map<String, Team> byId = new TreeMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    Optional<Schema> schema = snapshot().map(Snapshot::schema).or(this::schemaAlone);
    schema.ifPresent(
        known -> {
          TeamReader reader = new TeamReader(known);
          misnamed(problems);
          for (SourceFile file : teamFiles()) {
            reader.read(file, problems).ifPresent(team -> byId.put(team.id(), team));
          }
        });
    return new Teams(byId, problems);
  }

  private void misnamed(List<Diagnostic> problems) {
    for (String path : texts.byPath().keySet()) {
      if (path.startsWith(TEAMS) && path.endsWith(".yml")) {
        SourceFile file = new SourceFile(path, "");
        String message = "team files are `.yaml` files, so this one is not read";
        problems.add(new Diagnostic(file, Position.START, message, "rename it to `.yaml`"));
      }
    }
  }

  private Optional<Schema> schemaAlone() {
    SourceFile file = files.files().get("schema.yaml");
    return file == null ? Optional.empty() : SchemaReader.read(file, new ArrayList<>());
  }
}
