package dev.portreeve.bench.load.requests;

import dev.portreeve.bench.generated.TypicalTeam;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of the shipped policy set with a thousand teams, whose files may be changed. */
public final class LoadSet {
  /** How many teams there are, beside those with long allow lists. */
  public static final int TEAMS = 1_000;

  /** How long allow lists are. */
  public static final List<Integer> PATTERNS = List.of(10, 1_000);

  private static final Path SHIPPED = Path.of("policies/postman");
  private static final int CHANGED_TEAMS = 10;
  private static final TypicalTeam[] KINDS = {
    TypicalTeam.SETTINGS, TypicalTeam.PACKAGES, TypicalTeam.MEMBERS, TypicalTeam.MEMBERS
  };

  private final Path root;
  private int changes;

  private LoadSet(Path root) {
    this.root = root;
  }

  /** Writes one. */
  public static LoadSet write(Path root) throws IOException {
    LoadSet set = new LoadSet(root);
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(SHIPPED.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    for (int i = 0; i < TEAMS; i++) {
      Files.writeString(set.teamFile(TypicalTeam.id(i)), text(i));
    }
    for (int patterns : PATTERNS) {
      String id = packageTeam(patterns);
      Files.writeString(set.teamFile(id), allowing(id, PackageChecks.patterns(patterns)));
    }
    return set;
  }

  /** The team whose number is next to a wanted one and that blocks exports or does not. */
  public static int team(int wanted, boolean blocks) {
    return blocks(wanted) == blocks ? wanted : wanted ^ 1;
  }

  /** Whether a team blocks exports. */
  public static boolean blocks(int team) {
    return (team & 1) == 1;
  }

  /** The id of the team with an allow list of so many patterns. */
  public static String packageTeam(int patterns) {
    return "patterns-" + patterns;
  }

  public Path root() {
    return root;
  }

  private Path teamFile(String id) {
    return root.resolve("teams").resolve(id + ".yaml");
  }

  private static String text(int team) {
    String text = KINDS[team % KINDS.length].file(team).text();
    return blocks(team)
        ? text
        : text.replace("block_collection_exports: true", "block_collection_exports: false");
  }

  private static String allowing(String id, List<String> patterns) {
    String list = patterns.stream().map(p -> "\"" + p + "\"").collect(Collectors.joining(", "));
    return """
        id: %s
        plan: enterprise
        settings:
          external_packages: {mode: allow_selected, allowed: [%s]}
        """
        .formatted(id, list);
  }

  /** Changes one policy in a way that changes no answer. */
  public void changePolicy() {
    Path file = root.resolve("actions/workspace.create.yaml");
    replace(file, shipped("actions/workspace.create.yaml") + "# " + ++changes + "\n");
  }

  /** Changes ten teams in a way that changes no answer; others each time. */
  public void changeTeams() {
    changes++;
    for (int i = 0; i < CHANGED_TEAMS; i++) {
      int team = (changes * CHANGED_TEAMS + i) % TEAMS;
      replace(teamFile(TypicalTeam.id(team)), text(team) + "# " + changes + "\n");
    }
  }

  private static String shipped(String path) {
    try {
      return Files.readString(SHIPPED.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /* Readers see the old file or the new one. */
  private static void replace(Path file, String text) {
    Path next = file.resolveSibling(".next");
    try {
      Files.write(next, text.getBytes(StandardCharsets.UTF_8));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
