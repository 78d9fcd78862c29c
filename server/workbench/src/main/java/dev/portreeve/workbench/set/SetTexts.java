package dev.portreeve.workbench.set;

import dev.portreeve.engine.cases.SetDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every text of a policy set: what decisions depend on, cases and teams.
 *
 * @param origin where they come from, as the author knows it
 * @param byPath by path relative to the set, with {@code /} between its parts
 */
public record SetTexts(String origin, Map<String, String> byPath) {
  public SetTexts {
    byPath = Collections.unmodifiableMap(new TreeMap<>(byPath));
  }

  /** The texts of a directory. */
  public static SetTexts of(Path directory) throws UnreadableSet {
    return new SetTexts(directory.toString(), read(directory, SetDirectory::read));
  }

  /** The texts of a directory with the team files of another one in the place of its own. */
  public static SetTexts of(Path directory, Path teams) throws UnreadableSet {
    Map<String, String> texts = new TreeMap<>(read(directory, SetDirectory::readWithoutTeams));
    texts.putAll(read(teams, SetDirectory::readTeams));
    return new SetTexts(directory.toString(), texts);
  }

  /** What an author may have rewritten: not what stands here only to be told of. */
  public Map<String, String> writable() {
    Map<String, String> files = new TreeMap<>(byPath);
    files.keySet().removeIf(path -> !path.endsWith(".yaml"));
    return files;
  }

  /** What reads a directory. */
  private interface Reading {
    Map<String, String> of(Path directory) throws IOException;
  }

  private static Map<String, String> read(Path directory, Reading reading) throws UnreadableSet {
    if (!Files.isDirectory(directory)) {
      throw new UnreadableSet("`" + directory + "` is not a directory");
    }
    try {
      return reading.of(directory);
    } catch (SetDirectory.NotUtf8 e) {
      throw new UnreadableSet("`" + e.file() + "` is not UTF-8");
    } catch (IOException e) {
      throw new UnreadableSet("`" + directory + "` cannot be read: " + e);
    }
  }
}
