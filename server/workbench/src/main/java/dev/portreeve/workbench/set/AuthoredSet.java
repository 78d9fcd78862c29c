package dev.portreeve.workbench.set;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamDocument;
import dev.portreeve.engine.facts.TeamFileName;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.SchemaReader;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
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

  private record Teams(Map<String, TeamDocument> byId, List<Diagnostic> problems) {}

  /** What the next state of the set may take over: of a set that does not load, the one before. */
  private final Optional<Snapshot> lastGood;

  private AuthoredSet(
      SetTexts texts, PolicySetFiles files, LoadResult result, Optional<Snapshot> before) {
    this.texts = texts;
    this.files = files;
    this.result = result;
    this.lastGood = snapshot().or(() -> before);
  }

  /**
   * Loads a set.
   *
   * @param store asked for what is known of its expressions, so that they need no new check
   */
  public static AuthoredSet load(SetTexts texts, TypeCheckStore store) {
    PolicySetFiles files = PolicySetFiles.of(texts.byPath());
    return new AuthoredSet(texts, files, PolicySetLoader.load(files, store), Optional.empty());
  }

  /** Loads a set of which few policies will be asked: each is compiled when it first decides. */
  public static AuthoredSet loadLate(SetTexts texts, TypeCheckStore store) {
    PolicySetFiles files = PolicySetFiles.of(texts.byPath());
    return new AuthoredSet(texts, files, PolicySetLoader.loadLate(files, store), Optional.empty());
  }

  /** Loads a later state of the set, taking over what has not changed. */
  public AuthoredSet reload(SetTexts newer, TypeCheckStore store) {
    PolicySetFiles newFiles = PolicySetFiles.of(newer.byPath());
    LoadResult loaded =
        lastGood
            .map(known -> PolicySetLoader.load(newFiles, known))
            .orElseGet(() -> PolicySetLoader.load(newFiles, store));
    return new AuthoredSet(newer, newFiles, loaded, lastGood);
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
    Map<String, Team> byId = new TreeMap<>();
    teams.get().byId().forEach((id, document) -> byId.put(id, document.team()));
    return byId;
  }

  /** The team of that id with its file's members, or empty when there is none that is good. */
  public Optional<CaseTeam> team(String id) {
    return Optional.ofNullable(teams.get().byId().get(id)).map(CaseTeam::of);
  }

  /** The team files, good or not. */
  public List<SourceFile> teamFiles() {
    return texts.byPath().entrySet().stream()
        .filter(text -> text.getKey().startsWith(TEAMS))
        .filter(text -> TeamFileName.isTeam(text.getKey().substring(TEAMS.length())))
        .map(text -> new SourceFile(text.getKey(), text.getValue()))
        .toList();
  }

  private Cases readCases() {
    List<Diagnostic> problems = new ArrayList<>();
    CaseSet read =
        snapshot()
            .map(s -> CaseSet.read(s, texts.byPath(), teams.get().byId().values(), problems))
            .orElseGet(() -> new CaseSet(List.of()));
    return new Cases(read, problems);
  }

  private Teams readTeams() {
    Map<String, TeamDocument> byId = new TreeMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    Optional<Schema> schema = snapshot().map(Snapshot::schema).or(this::schemaAlone);
    schema.ifPresent(
        known -> {
          TeamReader reader = new TeamReader(known);
          misnamed(problems);
          for (SourceFile file : teamFiles()) {
            reader.document(file, problems).ifPresent(one -> byId.put(one.team().id(), one));
          }
        });
    return new Teams(byId, problems);
  }

  private void misnamed(List<Diagnostic> problems) {
    for (String path : texts.byPath().keySet()) {
      String name = path.startsWith(TEAMS) ? path.substring(TEAMS.length()) : "";
      if (TeamFileName.isMisnamed(name)) {
        SourceFile file = new SourceFile(path, "");
        String message = "not read, the name of a team file ends in `.yaml`";
        String help = "call it `" + TeamFileName.meant(name) + "`";
        problems.add(new Diagnostic(file, Position.START, message, help));
      }
    }
  }

  private Optional<Schema> schemaAlone() {
    SourceFile file = files.files().get("schema.yaml");
    return file == null ? Optional.empty() : SchemaReader.read(file, new ArrayList<>());
  }
}
