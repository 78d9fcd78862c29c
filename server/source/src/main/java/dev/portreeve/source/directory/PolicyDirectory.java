package dev.portreeve.source.directory;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The directory of a policy set, read whole and only while nobody is writing to it. */
final class PolicyDirectory {
  /** Beyond what any loader takes, so that it is the loader that complains where it can. */
  private static final int MAX_BYTES = 4 << 20;

  private static final Duration AT_REST = Duration.ofSeconds(1);

  private final Path root;
  private final Supplier<SettleTimer> waiting;
  private SortedMap<String, FileStat> takenLook = new TreeMap<>();
  private @Nullable PolicySetFiles taken;

  PolicyDirectory(Path root, Supplier<SettleTimer> patience) {
    this.root = root;
    this.waiting = patience;
  }

  Path root() {
    return root;
  }

  /** Where the policies are; may not be there. */
  Path actions() {
    return root.resolve("actions");
  }

  /** The set as it stands; the same object as before when nothing has changed. */
  PolicySetFiles read() throws SourceException {
    SortedMap<String, FileStat> before = look();
    if (taken != null && before.equals(takenLook)) {
      return taken;
    }
    SettleTimer patience = waiting.get();
    boolean atRest = taken == null && atRest(before);
    while (!patience.spent()) {
      if (!atRest) {
        patience.pause();
      }
      SortedMap<String, FileStat> now = look();
      if (now.equals(before)) {
        PolicySetFiles files = files(now);
        if (look().equals(now)) {
          takenLook = now;
          taken = files;
          return files;
        }
      }
      atRest = false;
      before = now;
    }
    throw new SourceException(root + ": the files keep changing");
  }

  /** Whether at a start, when there is nothing to compare with, nobody has written for a while. */
  private static boolean atRest(Map<String, FileStat> look) {
    Instant since = Instant.now().minus(AT_REST);
    return look.values().stream().allMatch(stamp -> stamp.modified().isBefore(since));
  }

  /** The files as they are now; those that look as when they were taken are the same objects. */
  private PolicySetFiles files(SortedMap<String, FileStat> look) throws SourceException {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    for (Map.Entry<String, FileStat> seen : look.entrySet()) {
      String name = seen.getKey();
      SourceFile known = taken == null ? null : taken.files().get(name);
      boolean unchanged = known != null && seen.getValue().equals(takenLook.get(name));
      files.put(name, unchanged ? known : read(name));
    }
    return new PolicySetFiles(files);
  }

  private SourceFile read(String name) throws SourceException {
    return new SourceFile(name, TextFile.read(root.resolve(name), name, MAX_BYTES));
  }

  private SortedMap<String, FileStat> look() throws SourceException {
    SortedMap<String, FileStat> look = new TreeMap<>();
    try {
      look(root, "", look);
      if (Files.isDirectory(actions())) {
        look(actions(), "actions/", look);
      }
    } catch (NotDirectoryException | java.nio.file.NoSuchFileException e) {
      throw new SourceException(root + ": no such directory", e);
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw new SourceException(root + ": cannot be read: " + e.getMessage(), e);
    }
    return look;
  }

  private static void look(Path directory, String prefix, Map<String, FileStat> look)
      throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = prefix + entry.getFileName();
        if (PolicySetFiles.belongs(name)) {
          look.put(name, FileStat.of(entry));
        }
      }
    }
  }
}
