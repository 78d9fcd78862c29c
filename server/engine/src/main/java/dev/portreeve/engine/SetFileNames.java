package dev.portreeve.engine;

import dev.portreeve.engine.yaml.Suggestion;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the names in the folder of a policy set that were meant to be others. */
public final class SetFileNames {
  private static final String YAML = ".yaml";
  private static final String YML = ".yml";

  /** The files by what somebody may have called them. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  private static final Map<String, String> FOLDERS =
      Map.of(
          "actions", "actions",
          "cases", "cases",
          "directory", "directory",
          "teams", "teams",
          "policies", "actions");

  static {
    for (String file : PolicySetFiles.TOP) {
      FILES.put(file.substring(0, file.length() - YAML.length()), file);
    }
    FILES.put("rules", PolicySetFiles.REQUIREMENTS);
  }

  private SetFileNames() {}

  /**
   * What a file or folder was probably meant to be called, or empty when its name is right, or that
   * of something else.
   *
   * @param path relative to the set; a folder's ends with {@code /}
   */
  public static Optional<String> meant(String path) {
    int slash = path.indexOf('/');
    if (path.startsWith(".") || slash >= 0 && slash < path.length() - 1) {
      return Optional.empty();
    }
    if (slash >= 0) {
      String folder = path.substring(0, slash);
      return near(folder, FOLDERS).map(name -> name + "/").filter(name -> !name.equals(path));
    }
    String lower = path.toLowerCase(Locale.ROOT);
    String ending = lower.endsWith(YAML) ? YAML : lower.endsWith(YML) ? YML : "";
    return ending.isEmpty()
        ? Optional.empty()
        : near(path.substring(0, path.length() - ending.length()), FILES)
            .filter(name -> !name.equals(path));
  }

  private static Optional<String> near(String name, Map<String, String> known) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (known.containsKey(lower)) {
      return Optional.ofNullable(known.get(lower));
    }
    return known.entrySet().stream()
        .filter(one -> !Suggestion.didYouMean(lower, java.util.List.of(one.getKey())).isEmpty())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
