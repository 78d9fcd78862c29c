package dev.portreeve.engine;

import dev.portreeve.engine.lang.LazyValue;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The texts of a policy set that decisions depend on, by path relative to the set. Immutable. */
public final class PolicySetFiles {
  static final String SCHEMA = "schema.yaml";
  static final String DEFINITIONS = "definitions.yaml";
  static final String GUARDS = "guards.yaml";
  static final String MESSAGES = "messages.yaml";
  static final String REQUIREMENTS = "requirements.yaml";
  static final String ROUTES = "routes.yaml";
  static final String ACTIONS = "actions/";

  /** The folder of the set's directory: its subjects and resources. */
  public static final String DIRECTORY = "directory/";

  static final Set<String> TOP =
      Set.of(SCHEMA, DEFINITIONS, GUARDS, MESSAGES, REQUIREMENTS, ROUTES);

  private final SortedMap<String, SourceFile> files;
  private final LazyValue<String> hash = new LazyValue<>(this::hashed);

  public PolicySetFiles(SortedMap<String, SourceFile> files) {
    this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** By path, in its order, so that equal sets hash equally. */
  public SortedMap<String, SourceFile> files() {
    return files;
  }

  /**
   * Takes what belongs to a set and leaves the rest: teams, cases, notes, hidden files and what
   * editors leave behind.
   *
   * @param texts by path relative to the set, with {@code /} between its parts
   */
  public static PolicySetFiles of(Map<String, String> texts) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    texts.forEach(
        (path, text) -> {
          if (belongs(path)) {
            files.put(path, new SourceFile(path, text));
          }
        });
    return new PolicySetFiles(files);
  }

  /**
   * Whether a file of this path is part of what decisions depend on, or was meant to be. A folder's
   * path ends with {@code /}.
   */
  public static boolean belongs(String path) {
    if (TOP.contains(path) || SetFileNames.meant(path).isPresent()) {
      return true; // the loader tells how it must be called
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    return (path.equals(ACTIONS + name) || path.equals(DIRECTORY + name))
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".");
  }

  Optional<SourceFile> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The hash of all paths and texts: the version of the set they make. */
  public String hash() {
    return hash.get();
  }

  private String hashed() {
    return Hash.of(
        files.values().stream()
            .flatMap(file -> Stream.of(file.name(), file.text()))
            .toArray(String[]::new));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PolicySetFiles that && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return files.hashCode();
  }
}
