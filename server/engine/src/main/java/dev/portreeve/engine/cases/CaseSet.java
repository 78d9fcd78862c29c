package dev.portreeve.engine.cases;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.facts.TeamDocument;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cases of a policy set.
 *
 * @param cases in the order of their files and in these
 */
public record CaseSet(List<Case> cases) {
  private static final String CASES = "cases/";
  private static final String TEAMS = "teams/";

  public CaseSet {
    cases = List.copyOf(cases);
  }

  /**
   * Reads the cases of a set, with the teams it ships; after a problem some cases are missing.
   *
   * @param snapshot the set's policies
   * @param texts all texts of the set, by path relative to it
   * @param problems where what is wrong with cases and teams is added
   */
  public static CaseSet read(
      Snapshot snapshot, Map<String, String> texts, List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    TeamReader reader = new TeamReader(snapshot.schema());
    List<TeamDocument> teams = new ArrayList<>();
    files(texts, TEAMS).forEach(file -> reader.document(file, found).ifPresent(teams::add));
    CaseSet set = read(snapshot, texts, teams, found);
    found.stream().distinct().sorted(Diagnostic.ORDER).forEach(problems::add);
    return set;
  }

  /**
   * Reads the cases of a set whose teams are read already; after a problem some cases are missing.
   *
   * @param snapshot the set's policies
   * @param texts all texts of the set, by path relative to it
   * @param shipped the teams that the set ships and that are good
   * @param problems where what is wrong with cases is added
   */
  public static CaseSet read(
      Snapshot snapshot,
      Map<String, String> texts,
      Collection<TeamDocument> shipped,
      List<Diagnostic> problems) {
    List<Diagnostic> found = new ArrayList<>();
    CaseTeams teams = new CaseTeams(snapshot.schema());
    shipped.forEach(teams::ship);
    List<Case> cases = new ArrayList<>();
    files(texts, CASES)
        .forEach(file -> cases.addAll(CaseReader.read(file, snapshot, teams, found)));
    found.stream().distinct().sorted(Diagnostic.ORDER).forEach(problems::add);
    return new CaseSet(cases);
  }

  /** The cases of one action. */
  public List<Case> of(String action) {
    return cases.stream().filter(one -> one.request().action().equals(action)).toList();
  }

  private static List<SourceFile> files(Map<String, String> texts, String folder) {
    List<SourceFile> files = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach(
            (path, text) -> {
              String name = path.substring(path.lastIndexOf('/') + 1);
              if (path.equals(folder + name) && name.endsWith(".yaml") && !name.startsWith(".")) {
                files.add(new SourceFile(path, text));
              }
            });
    return files;
  }
}
