package dev.portreeve.source.directory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of changes in directories as they happen. Nothing depends on it: what it misses, the next
 * look finds.
 */
final class DirectoryWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);

  /** What follows a change this soon is told together with it. */
  private static final long BURST_MILLIS = 5;

  /** Told of each change heard of. */
  interface Listener {
    /** An entry of that name has come, changed or gone. */
    void changed(Path directory, String name);

    /** More has changed than could be noted. */
    void lost();
  }

  private final @Nullable WatchService service;
  private final Map<WatchKey, Path> directories = new ConcurrentHashMap<>();
  private final Set<Path> failed = ConcurrentHashMap.newKeySet();

  private DirectoryWatch(@Nullable WatchService service) {
    this.service = service;
  }

  /** A watch, or one that hears nothing where the machine has none to give. */
  static DirectoryWatch open(Path near) {
    try {
      return new DirectoryWatch(near.getFileSystem().newWatchService());
    } catch (IOException e) {
      LOG.warn("changes of files are found by looking only: {}", e.getMessage());
      return none();
    }
  }

  /** A watch that hears nothing. */
  static DirectoryWatch none() {
    return new DirectoryWatch(null);
  }

  /**
   * Watches a directory too. Its name is followed to what it means now, so this is to be repeated
   * when a link may lead elsewhere.
   */
  void watch(Path wanted) {
    if (service == null) {
      return;
    }
    directories.keySet().removeIf(key -> !key.isValid());
    try {
      if (Files.isDirectory(wanted)) {
        WatchKey key =
            wanted
                .toRealPath()
                .register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
        directories.put(key, wanted);
      }
      failed.remove(wanted);
    } catch (IOException | ClosedWatchServiceException e) {
      directories.values().remove(wanted);
      if (failed.add(wanted)) {
        LOG.warn("changes of {} are found by looking only: {}", wanted, e.getMessage());
      }
    }
  }

  /** Whether changes in a directory are heard of. */
  boolean watches(Path directory) {
    return directories.containsValue(directory);
  }

  /** Waits for a change, no longer than given, and tells of all there are by then. */
  void await(Duration atMost, Listener listener) throws InterruptedException {
    if (service == null) {
      TimeUnit.NANOSECONDS.sleep(atMost.toNanos());
      return;
    }
    try {
      WatchKey key = service.poll(atMost.toNanos(), TimeUnit.NANOSECONDS);
      if (key != null) {
        TimeUnit.MILLISECONDS.sleep(BURST_MILLIS);
      }
      for (; key != null; key = service.poll()) {
        tell(key, listener);
        key.reset();
      }
    } catch (ClosedWatchServiceException e) {
      throw new InterruptedException("the watch is closed");
    }
  }

  private void tell(WatchKey key, Listener listener) {
    Path directory = directories.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (directory == null || event.kind() == StandardWatchEventKinds.OVERFLOW) {
        listener.lost();
      } else {
        listener.changed(directory, String.valueOf(event.context()));
      }
    }
  }

  @Override
  public void close() {
    if (service == null) {
      return;
    }
    try {
      service.close();
    } catch (IOException e) {
      LOG.debug("the watch did not close: {}", e.getMessage());
    }
  }
}
