package dev.portreeve.cli;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.source.reload.TypeCheckDirectory;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import dev.portreeve.workbench.set.UnreadableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which policy set a verb works on. */
final class SetChoice {
  /** Which set {@link #standard} is, for the descriptions of options. */
  static final String STANDARD =
      "Default: the working directory if it has a schema.yaml, else the shipped set.";

  /** What an option that names team files says of itself. */
  static final String TEAM_FILES = "The team files. Default: `teams/` inside the policy set.";

  private static final String SCHEMA = "schema.yaml";

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "The policy set. " + STANDARD)
  private Optional<Path> policies = Optional.empty();

  @Option(names = "--teams", paramLabel = "DIR", description = TEAM_FILES)
  private Optional<Path> teams = Optional.empty();

  /** The directory chosen. */
  Path directory() {
    return policies.orElseGet(SetChoice::standard);
  }

  /** The team files, where they are not inside it. */
  Optional<Path> teams() {
    return teams;
  }

  /** The set of somebody who names none. */
  static Path standard() {
    Path here = Path.of("");
    return Files.isRegularFile(here.resolve(SCHEMA))
        ? here
        : Path.of(System.getProperty("portreeve.home", "")).resolve("policies/postman");
  }

  /** The directories whose files the set is made of. */
  List<Path> directories() {
    return teams.map(files -> List.of(directory(), files)).orElseGet(() -> List.of(directory()));
  }

  /** The file of a text of the set. */
  Path file(String path) {
    String folder = "teams/";
    return teams.isPresent() && path.startsWith(folder)
        ? teams.get().resolve(path.substring(folder.length()))
        : directory().resolve(path);
  }

  /** The texts as they are now. */
  SetTexts texts() throws UnreadableSet {
    return texts(directory(), teams);
  }

  /**
   * The texts of a set.
   *
   * @param teams where its team files are not inside it
   */
  static SetTexts texts(Path directory, Optional<Path> teams) throws UnreadableSet {
    return teams.isPresent() ? SetTexts.of(directory, teams.get()) : SetTexts.of(directory);
  }

  /** The set as it is now. */
  AuthoredSet load() throws UnreadableSet {
    return AuthoredSet.load(texts(), store());
  }

  /**
   * The set of a directory, ready to decide.
   *
   * @param teams where its team files are not inside it
   */
  static AuthoredSet load(Path directory, Optional<Path> teams) throws UnreadableSet, SetRefused {
    AuthoredSet set = AuthoredSet.loadLate(texts(directory, teams), store());
    if (!set.problems().isEmpty()) {
      throw new SetRefused(set.problems(), "the set does not load");
    }
    return set;
  }

  /** Where checked expressions are kept from one run to the next. */
  static TypeCheckStore store() {
    String cache = System.getProperty("portreeve.cache", "");
    return cache.isEmpty() ? TypeCheckStore.NONE : TypeCheckDirectory.of(Path.of(cache));
  }
}
