package dev.portreeve.source.directory;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.SetFileNames;
import dev.portreeve.engine.facts.DirectoryIndex;
import dev.portreeve.engine.facts.DirectoryLimits;
import dev.portreeve.engine.yaml.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The directory of a policy set, read whole and only while nobody is writing to it. */
final class PolicyDirectory {
  /** Beyond what any loader takes, so that it is the loader that complains where it can. */
  private static final int MAX_FILE_BYTES = 2 << 20;

  /** What the default heap carries beside the set in force. */
  static final int MAX_SET_BYTES = 8 << 20;

  private static final int MAX_FILES = 5_000;
  private static final Duration AT_REST = Duration.ofSeconds(1);
  private static final String ACTIONS = "actions/";
  private static final String DIRECTORY = PolicySetFiles.DIRECTORY;
  private static final String EVERYTHING = "";

  private final Path root;
  private final Supplier<SettleTimer> waiting;
  private final DirectoryLimits limits = DirectoryLimits.here();
  private final Set<String> doubted = ConcurrentHashMap.newKeySet();
  private SortedMap<String, FileStat> takenLook = new TreeMap<>();
  private @Nullable PolicySetFiles taken;

  PolicyDirectory(Path root, Supplier<SettleTimer> timer) {
    this.root = root;
    this.waiting = timer;
  }

  Path root() {
    return root;
  }

  /** Where the policies are; may not be there. */
  Path actions() {
    return root.resolve("actions");
  }

  /** Where the set's own directory is; may not be there. */
  Path directory() {
    return root.resolve("directory");
  }

  /** Has a file's content compared at the next read though its stat may not have changed. */
  void doubt(Path directory, String name) {
    doubted.add(directory.equals(root) ? name : directory.getFileName() + "/" + name);
  }

  /** Has the content of every file compared at the next read. */
  void doubtAll() {
    doubted.add(EVERYTHING);
  }

  /** The set as it stands; the same object as before when nothing has changed. */
  PolicySetFiles read() throws SourceException {
    Set<String> doubts = Set.copyOf(doubted);
    PolicySetFiles files = read(doubts);
    doubted.removeAll(doubts);
    return files;
  }

  private PolicySetFiles read(Set<String> doubts) throws SourceException {
    SortedMap<String, FileStat> before = look();
    if (taken != null && before.equals(takenLook) && !concern(doubts, before)) {
      return taken;
    }
    SettleTimer timer = waiting.get();
    boolean atRest = taken == null && atRest(before);
    while (!timer.spent()) {
      if (!atRest) {
        timer.pause();
      }
      SortedMap<String, FileStat> now = look();
      if (now.equals(before)) {
        PolicySetFiles files = files(now, doubts);
        if (look().equals(now)) {
          takenLook = now;
          return take(files);
        }
      }
      atRest = false;
      before = now;
    }
    throw new SourceException(root + ": the files keep changing");
  }

  private PolicySetFiles take(PolicySetFiles files) {
    PolicySetFiles before = taken;
    PolicySetFiles now = before != null && before.equals(files) ? before : files;
    taken = now;
    return now;
  }

  private static boolean concern(Set<String> doubts, SortedMap<String, FileStat> look) {
    return doubts.stream().anyMatch(name -> name.equals(EVERYTHING) || look.containsKey(name));
  }

  /** Whether at a start, when there is nothing to compare with, nobody has written for a while. */
  private static boolean atRest(Map<String, FileStat> look) {
    Instant since = Instant.now().minus(AT_REST);
    return look.values().stream().allMatch(stat -> stat.untouchedSince(since));
  }

  /** The files as they are now; those that look as when they were taken are the same objects. */
  private PolicySetFiles files(SortedMap<String, FileStat> look, Set<String> doubts)
      throws SourceException {
    expectSize(look);
    SortedMap<String, SourceFile> files = new TreeMap<>();
    for (Map.Entry<String, FileStat> seen : look.entrySet()) {
      String name = seen.getKey();
      SourceFile known = taken == null ? null : taken.files().get(name);
      boolean unchanged =
          known != null
              && seen.getValue().equals(takenLook.get(name))
              && !doubts.contains(name)
              && !doubts.contains(EVERYTHING);
      files.put(name, unchanged ? known : read(name, known));
    }
    return new PolicySetFiles(files);
  }

  private void expectSize(SortedMap<String, FileStat> look) throws SourceException {
    long ofDirectory = 0;
    long others = 0;
    for (Map.Entry<String, FileStat> seen : look.entrySet()) {
      long size = seen.getValue().size();
      if (seen.getKey().startsWith(DIRECTORY)) {
        ofDirectory += size;
      } else {
        others += size;
      }
    }
    if (others > MAX_SET_BYTES) {
      throw new SourceException(
          root + ": the policy set is larger than " + MAX_SET_BYTES + " bytes in all");
    }
    if (ofDirectory > limits.bytes()) {
      throw new SourceException(
          root
              + "/"
              + DIRECTORY
              + ": the files are larger than "
              + limits.bytes()
              + " bytes in all; "
              + DirectoryIndex.MORE_HEAP);
    }
  }

  private SourceFile read(String name, @Nullable SourceFile known) throws SourceException {
    int most = name.startsWith(DIRECTORY) ? limits.bytes() : MAX_FILE_BYTES;
    SourceFile now = new SourceFile(name, TextFile.read(root.resolve(name), name, most));
    return known != null && known.equals(now) ? known : now;
  }

  private SortedMap<String, FileStat> look() throws SourceException {
    SortedMap<String, FileStat> look = new TreeMap<>();
    try {
      look(root, "", look);
      if (Files.isDirectory(actions())) {
        look(actions(), ACTIONS, look);
      }
      if (Files.isDirectory(directory())) {
        look(directory(), DIRECTORY, look);
      }
    } catch (NotDirectoryException | NoSuchFileException e) {
      throw new SourceException(root + ": no such directory", e);
    } catch (IOException e) {
      throw new SourceException(root + ": cannot be read: " + IoReason.of(e), e);
    } catch (DirectoryIteratorException e) {
      throw new SourceException(root + ": cannot be read: " + IoReason.of(e), e);
    }
    return look;
  }

  private void look(Path directory, String prefix, Map<String, FileStat> look)
      throws IOException, SourceException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = prefix + entry.getFileName();
        if (prefix.isEmpty()) {
          expectName(entry, name + "/");
        }
        if (PolicySetFiles.belongs(name)) {
          look.put(name, FileStat.of(entry));
        }
        if (look.size() > MAX_FILES) {
          throw new SourceException(root + ": more than " + MAX_FILES + " files");
        }
      }
    }
  }

  /** A folder that was meant to be another would be left out silently. */
  private void expectName(Path entry, String name) throws SourceException {
    String meant = SetFileNames.meant(name).orElse("");
    if (!meant.isEmpty() && Files.isDirectory(entry)) {
      throw new SourceException(root + "/" + name + ": not read, call it `" + meant + "`");
    }
  }
}
