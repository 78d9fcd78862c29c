package dev.portreeve.workbench.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Sees when the YAML files below some directories are saved, by looking: that finds every way in
 * which editors and version control write files, on every file system.
 */
public final class SaveWatch {
  /** Two looks that agree make a state; both fit into the time that an author does not notice. */
  private static final long LOOK_MILLIS = 40;

  private static final int DEPTH = 2;

  private final List<Path> directories;
  private Map<Path, String> known;

  /** A watch that knows the files as they are now. */
  public SaveWatch(List<Path> directories) {
    this.directories = List.copyOf(directories);
    this.known = look();
  }

  /** Whether something is saved that {@link #await} has not told of yet. */
  public boolean changed() {
    return !look().equals(known);
  }

  /** Waits until something is saved and nobody is writing any more. */
  public void await() throws InterruptedException {
    Map<Path, String> before = known;
    while (true) {
      Thread.sleep(LOOK_MILLIS);
      Map<Path, String> now = look();
      if (!now.equals(known) && now.equals(before)) {
        known = now;
        return;
      }
      before = now;
    }
  }

  private Map<Path, String> look() {
    Map<Path, String> seen = new TreeMap<>();
    for (Path directory : directories) {
      try (Stream<Path> files = Files.walk(directory, DEPTH)) {
        files.filter(file -> file.toString().endsWith(".yaml")).forEach(f -> look(f, seen));
      } catch (IOException | java.io.UncheckedIOException e) {
        seen.put(directory, "gone");
      }
    }
    return seen;
  }

  private static void look(Path file, Map<Path, String> seen) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      seen.put(file, is.lastModifiedTime() + " " + is.size() + " " + is.fileKey());
    } catch (IOException e) {
      seen.put(file, "gone");
    }
  }
}
