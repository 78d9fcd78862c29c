package dev.portreeve.source.directory;

import dev.portreeve.engine.facts.TeamFileName;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 * <p>An index of names and stats is kept, so that an unknown id costs no I/O and one changed file
 * among very many is found without reading the others. What cannot be read is in the index as well:
 * it refuses its own team and no other.
 */
final class TeamDirectory {
  private static final Duration AT_REST = Duration.ofSeconds(1);

  /** So many files whose reading failed are tried again at a look. */
  private static final int MAX_RETRIES = 200;

  private final Path root;
  private final String shownRoot;
  private final Map<String, TeamFile> files = new ConcurrentHashMap<>();
  private final Map<String, PendingFile> pending = new HashMap<>();
  private final Set<String> unread = ConcurrentHashMap.newKeySet();
  private volatile Misnamed misnamed = new Misnamed();
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

  /** What is wrong with the names of files that are no team's but seem to be meant for one. */
  List<String> misnamed() {
    return misnamed.problems();
  }

  /** Whether a file was missing at the last look at all, so that another one decides. */
  boolean someMissed() {
    return someMissed;
  }

  /** The names of files that may be being written and are to be looked at again soon. */
  Set<String> pending() {
    return Set.copyOf(pending.keySet());
  }

  /** How long to wait before that look. */
  long pendingNanos() {
    return pending.values().stream().mapToLong(PendingFile::waitNanos).min().orElse(0);
  }

  /** Has a file told as changed once more, whatever its stat says. */
  void doubt(String fileName) {
    if (TeamFileName.isTeam(fileName)) {
      TeamFile known = files.get(TeamFileName.stem(fileName));
      if (known != null) {
        known.doubt();
      }
    }
  }

  /** Has every file told as changed once more. */
  void doubtAll() {
    files.values().forEach(TeamFile::doubt);
  }

  /** The ids of teams whose file could not be read for lack of something that may be there now. */
  List<String> takeUnread() {
    List<String> again = unread.stream().limit(MAX_RETRIES).toList();
    again.forEach(unread::remove);
    return again;
  }

  /** Looks at every file; returns the ids of those that have come, changed or gone. */
  List<String> lookAtAll() throws SourceException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      someMissed = false;
      if (looks == 0) {
        return List.of();
      }
      throw new SourceException(shownRoot + ": the directory has vanished");
    }
    Instant atRest = looks == 0 ? Instant.now().minus(AT_REST) : Instant.MIN;
    int look = looks + 1;
    Misnamed odd = new Misnamed();
    List<String> changed = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      looks = look;
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (TeamFileName.isTeam(name)) {
          FileStat stat = FileStat.of(entry);
          if (stat.untouchedSince(atRest) || stat.exists() && agrees(name, stat.digest())) {
            changed.add(settle(name, stat.digest()));
          }
        } else if (TeamFileName.isMisnamed(name)) {
          odd.add(shownRoot, name);
        }
      }
    } catch (IOException e) {
      throw new SourceException(shownRoot + ": cannot be read: " + IoReason.of(e), e);
    } catch (DirectoryIteratorException e) {
      throw new SourceException(shownRoot + ": cannot be read: " + IoReason.of(e), e);
    }
    misnamed = odd;
    changed.addAll(vanished());
    return changed;
  }

  /** Looks at some files only; returns the ids of those that have come or changed. */
  List<String> lookAt(Collection<String> fileNames) {
    List<String> changed = new ArrayList<>();
    for (String name : fileNames) {
      if (!TeamFileName.isTeam(name)) {
        continue;
      }
      FileStat stat = FileStat.of(root.resolve(name));
      if (!stat.exists()) {
        pending.remove(name);
        someMissed |= files.containsKey(TeamFileName.stem(name));
      } else if (agrees(name, stat.digest())) {
        changed.add(settle(name, stat.digest()));
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
    try {
      return read(file);
    } catch (SourceException e) {
      if (e.failedByIo()) {
        unread.add(id);
      }
      throw e;
    }
  }

  private Optional<SourceFile> read(TeamFile file) throws SourceException {
    Path path = root.resolve(file.fileName());
    String shown = shownRoot + "/" + file.fileName();
    FileStat before = FileStat.of(path);
    boolean agreed = before.digest() == file.settled();
    for (SettleTimer timer = new SettleTimer(); !timer.spent(); ) {
      FileStat now = before;
      if (!agreed) {
        timer.pause();
        now = FileStat.of(path);
      }
      if (now.equals(before)) {
        if (!now.exists()) {
          return Optional.empty();
        }
        String text = TextFile.read(path, now, shown, TeamReader.MAX_BYTES);
        if (FileStat.of(path).equals(now)) {
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
    TeamFile known = files.get(TeamFileName.stem(name));
    if (known != null) {
      known.seen(looks);
      if (known.settled() == digest) {
        pending.remove(name);
        return false;
      }
    }
    PendingFile seen = pending.get(name);
    if (seen == null) {
      pending.put(name, new PendingFile(digest));
      return false;
    }
    return seen.agrees(digest);
  }

  private String settle(String name, long digest) {
    String id = TeamFileName.stem(name);
    pending.remove(name);
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
}
