package dev.portreeve.workbench.set;

import dev.portreeve.engine.cases.SetDirectory;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every text of a policy set: what decisions depend on, cases and teams.
 *
 * @param origin where they come from, as the author knows it
 * @param byPath by path relative to the set, with {@code /} between its parts
 */
public record SetTexts(String origin, Map<String, String> byPath) {
  private static final String TEAMS = "teams/";

  public SetTexts {
    byPath = Collections.unmodifiableMap(new TreeMap<>(byPath));
  }

  /** The texts of a directory. */
  public static SetTexts of(Path directory) throws UnreadableSet {
    if (!Files.isDirectory(directory)) {
      throw new UnreadableSet("`" + directory + "` is not a directory");
    }
    try {
      return new SetTexts(directory.toString(), SetDirectory.read(directory));
    } catch (CharacterCodingException e) {
      throw new UnreadableSet("`" + notUtf8(directory).orElse(directory) + "` is not UTF-8");
    } catch (IOException e) {
      throw new UnreadableSet("`" + directory + "` cannot be read: " + e);
    }
  }

  private static Optional<Path> notUtf8(Path directory) {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files.filter(Files::isRegularFile).filter(file -> !isUtf8(file)).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isUtf8(Path file) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(file)));
      return true;
    } catch (IOException e) {
      return !(e instanceof CharacterCodingException);
    }
  }

  /** The same set with the team files of another directory in the place of its own. */
  public SetTexts withTeams(Path directory) throws UnreadableSet {
    if (!Files.isDirectory(directory)) {
      throw new UnreadableSet("`" + directory + "` is not a directory");
    }
    Map<String, String> texts = new TreeMap<>(byPath);
    texts.keySet().removeIf(path -> path.startsWith(TEAMS));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".yaml") && !name.startsWith(".") && Files.isRegularFile(file)) {
          texts.put(TEAMS + name, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UnreadableSet("`" + directory + "` cannot be read: " + e);
    }
    return new SetTexts(origin, texts);
  }
}
