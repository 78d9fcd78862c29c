package dev.portreeve.source.directory;

import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of the team files.
 *
 * <p>An index of names and stamps is kept, so that an unknown id costs no I/O and one changed file
 * among very many is found without reading the others.
 */
final class TeamDirectory {
  private static final String EXTENSION = ".yaml";
  private static final Duration AT_REST = Duration.ofSeconds(1);

  private final Path root;
  private final String shownRoot;
  private final Map<String, TeamFile> files = new ConcurrentHashMap<>();
  private final Map<String, PendingFile> restless = new HashMap<>();
  private int looks;
  private boolean someMissed;

  /**
   * @param root the directory; may be missing as long as it has never been there
   * @param shownRoot what it is called in messages
   */
  TeamDirectory(Path root, String shownRoot) {
    this.root = root;
    this.shownRoot = shownRoot;
  }

  Path root() {
    return root;
  }

  boolean holds(String id) {
    return files.containsKey(id);
  }

  int count() {
    return files.size();
  }

  /** Whether a file was missing at the last look at all, so that another one decides. */
  boolean someMissed() {
    return someMissed;
  }

  /** The names of files that may be being written and are to be looked at again soon. */
  Set<String> restless() {
    return Set.copyOf(restless.keySet());
  }

  /** How long to wait before that look. */
  long restlessNanos() {
    return restless.values().stream().mapToLong(PendingFile::waitNanos).min().orElse(0);
  }

  /** Looks at every file; returns the ids of those that have come, changed or gone. */
  List<String> lookAtAll() throws SourceException {
    if (!Files.isDirectory(root)) {
      someMissed = false;
      if (looks == 0) {
        return List.of();
      }
      throw new SourceException(shownRoot + ": the directory has vanished");
    }
    Instant atRest = looks++ == 0 ? Instant.now().minus(AT_REST) : Instant.MIN;
    List<String> changed = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        FileStat stamp = isTeamFile(name) ? FileStat.of(entry) : FileStat.ABSENT;
        if (stamp.exists() && stamp.modified().isBefore(atRest)) {
          changed.add(settle(name, stamp.digest()));
        } else if (stamp.exists() && agrees(name, stamp.digest())) {
          changed.add(settle(name, stamp.digest()));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new SourceException(shownRoot + ": cannot be read: " + e.getMessage(), e);
    }
    changed.addAll(vanished());
    return changed;
  }

  /** Looks at some files only; returns the ids of those that have come or changed. */
  List<String> lookAt(Collection<String> fileNames) throws SourceException {
    List<String> changed = new ArrayList<>();
    for (String name : fileNames) {
      if (!isTeamFile(name)) {
        continue;
      }
      FileStat stamp = stamp(root.resolve(name));
      if (!stamp.exists()) {
        restless.remove(name);
        someMissed |= files.containsKey(stem(name));
      } else if (agrees(name, stamp.digest())) {
        changed.add(settle(name, stamp.digest()));
      }
    }
    return changed;
  }

  /** What is written in a team's file now, read while nobody is writing to it. */
  Optional<SourceFile> read(String id) throws SourceException {
    TeamFile file = files.get(id);
    if (file == null) {
      return Optional.empty();
    }
    Path path = root.resolve(file.fileName());
    String shown = shownRoot + "/" + file.fileName();
    FileStat before = stamp(path);
    boolean agreed = before.digest() == file.stamp();
    for (SettleTimer patience = new SettleTimer(); !patience.spent(); ) {
      if (!agreed) {
        patience.pause();
      }
      FileStat now = stamp(path);
      if (now.equals(before)) {
        if (!now.exists()) {
          return Optional.empty();
        }
        String text = TextFile.read(path, shown, TeamReader.MAX_BYTES);
        if (stamp(path).equals(now)) {
          return Optional.of(new SourceFile(shown, text));
        }
      }
      agreed = false;
      before = now;
    }
    throw new SourceException(shown + ": the file keeps changing");
  }

  /** Notes a look at a file; returns whether it has changed and is at rest. */
  private boolean agrees(String name, long digest) {
    TeamFile known = files.get(stem(name));
    if (known != null) {
      known.seen(looks);
      if (known.stamp() == digest) {
        restless.remove(name);
        return false;
      }
    }
    PendingFile seen = restless.get(name);
    if (seen == null) {
      restless.put(name, new PendingFile(digest));
      return false;
    }
    return seen.agrees(digest);
  }

  private String settle(String name, long digest) {
    String id = stem(name);
    restless.remove(name);
    TeamFile file = files.computeIfAbsent(id, unused -> new TeamFile(name));
    file.seen(looks);
    file.settle(digest);
    return id;
  }

  private List<String> vanished() {
    someMissed = false;
    List<String> gone = new ArrayList<>();
    files.forEach(
        (id, file) -> {
          if (file.wasSeen(looks)) {
            return;
          }
          if (file.missed()) {
            gone.add(id);
          } else {
            someMissed = true;
          }
        });
    gone.forEach(files::remove);
    return gone;
  }

  private FileStat stamp(Path file) throws SourceException {
    try {
      return FileStat.of(file);
    } catch (IOException e) {
      throw new SourceException(shownRoot + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isTeamFile(String name) {
    return name.endsWith(EXTENSION) && !name.startsWith(".");
  }

  private static String stem(String name) {
    return name.substring(0, name.length() - EXTENSION.length());
  }
}
