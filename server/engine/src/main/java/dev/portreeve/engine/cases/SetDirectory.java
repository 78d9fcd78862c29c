package dev.portreeve.engine.cases;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.SetFileNames;
import dev.portreeve.engine.facts.TeamFileName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the texts of a policy set from a directory, once, for whoever works on the set. */
public final class SetDirectory {
  private static final List<String> FOLDERS = List.of("", "actions", "cases", "directory");
  private static final String CASES = "cases/";
  private static final String TEAMS = "teams/";

  private SetDirectory() {}

  /** Says that a file is not valid UTF-8. */
  public static final class NotUtf8 extends IOException {
    private static final long serialVersionUID = 1L;
    private final String file;

    NotUtf8(String file, CharacterCodingException cause) {
      super(file + " is not UTF-8", cause);
      this.file = file;
    }

    /** The file, below the directory that was read. */
    public String file() {
      return file;
    }
  }

  /**
   * The files of a set, and no others that may lie in its directory, by path relative to it with
   * {@code /} between its parts.
   *
   * @throws NotUtf8 when a file is not UTF-8
   * @throws IOException when the directory or a file of it cannot be read
   */
  public static Map<String, String> read(Path directory) throws IOException {
    Map<String, String> texts = readWithoutTeams(directory);
    Path teams = directory.resolve(TEAMS);
    if (Files.isDirectory(teams)) {
      texts.putAll(readTeams(teams));
    }
    return texts;
  }

  /** The same without the set's own team files, for a set whose teams are kept elsewhere. */
  public static Map<String, String> readWithoutTeams(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : FOLDERS) {
      Path path = directory.resolve(folder);
      if (folder.isEmpty() || Files.isDirectory(path)) {
        readFolder(path, folder.isEmpty() ? "" : folder + "/", texts);
      }
    }
    return texts;
  }

  /** The team files of a directory, by path as if it were the set's own. */
  public static Map<String, String> readTeams(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    readFolder(directory, TEAMS, texts);
    return texts;
  }

  /**
   * Whether a file is one of a set's.
   *
   * @param folder within the set, with a slash at its end, or empty
   */
  public static boolean belongs(String folder, String name) {
    return switch (folder) {
      case TEAMS -> TeamFileName.isTeam(name);
      case CASES -> name.endsWith(".yaml") && !name.startsWith(".");
      default -> PolicySetFiles.belongs(folder + name);
    };
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new NotUtf8(file.toString(), e);
    }
  }

  private static void readFolder(Path folder, String prefix, Map<String, String> texts)
      throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        String name = file.getFileName().toString();
        if (belongs(prefix, name) && Files.isRegularFile(file)) {
          texts.put(prefix + name, text(file));
        } else if (prefix.equals(TEAMS)
            && TeamFileName.isMisnamed(name)
            && Files.isRegularFile(file)) {
          texts.put(prefix + name, ""); // to be told of, whatever is in it
        } else if (prefix.isEmpty()
            && SetFileNames.meant(name + "/").isPresent()
            && Files.isDirectory(file)) {
          texts.put(name + "/", ""); // for the loader to tell
        }
      }
    }
  }
}
