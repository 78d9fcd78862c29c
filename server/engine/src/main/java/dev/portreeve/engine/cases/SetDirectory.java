package dev.portreeve.engine.cases;

import dev.portreeve.engine.SetFileNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the texts of a policy set from a directory, once, for whoever works on the set. */
public final class SetDirectory {
  private static final List<String> FOLDERS = List.of("", "actions", "teams", "cases");

  private SetDirectory() {}

  /**
   * The YAML files of a set, by path relative to it with {@code /} between its parts.
   *
   * @throws IOException when the directory or a file of it cannot be read as UTF-8
   */
  public static Map<String, String> read(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String folder : FOLDERS) {
      Path path = directory.resolve(folder);
      if (folder.isEmpty() || Files.isDirectory(path)) {
        readFolder(path, folder.isEmpty() ? "" : folder + "/", texts);
      }
    }
    return texts;
  }

  private static void readFolder(Path folder, String prefix, Map<String, String> texts)
      throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path file : entries.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (yaml && Files.isRegularFile(file)) {
          texts.put(prefix + name, Files.readString(file));
        } else if (prefix.isEmpty()
            && SetFileNames.meant(name + "/").isPresent()
            && Files.isDirectory(file)) {
          texts.put(name + "/", ""); // for the loader to tell
        }
      }
    }
  }
}
