package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last policy set that was good, for a start that finds a broken one. */
public final class LastGood implements ReloadListener, Fallback {
  /*
   * Each set has a directory named by its version. `current` names the one that counts and is
   * replaced by a rename, so that whatever a crash leaves behind is one whole set or the other.
   */
  private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);
  private static final String CURRENT = "current";

  private final Path directory;

  /**
   * @param directory made where it is missing
   */
  public LastGood(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory.resolve("policy-set"));
  }

  @Override
  public void taken(Generation generation, PolicySetFiles files, Duration took) {
    try {
      save(files, generation.snapshot().version());
    } catch (IOException e) {
      LOG.error("the policy set in force could not be kept for the next start", e);
    }
  }

  /** The set kept last, or empty when there is none or it is not what was kept. */
  @Override
  public Optional<PolicySetFiles> load() {
    try {
      Path current = directory.resolve(CURRENT);
      if (!Files.exists(current)) {
        return Optional.empty();
      }
      String version = Files.readString(current).strip();
      PolicySetFiles files = read(directory.resolve(version));
      if (files.hash().equals(version)) {
        return Optional.of(files);
      }
      LOG.error("the policy set kept as {} has been changed since", version);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("the policy set kept last could not be read", e);
    }
    return Optional.empty();
  }

  private static PolicySetFiles read(Path root) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(root.relativize(file).toString(), Files.readString(file));
      }
    }
    return PolicySetFiles.of(texts);
  }

  private void save(PolicySetFiles files, String version) throws IOException {
    Path kept = directory.resolve(version);
    if (!Files.isDirectory(kept)) {
      Path fresh = directory.resolve(".new");
      delete(fresh);
      for (SourceFile file : files.files().values()) {
        Path target = fresh.resolve(file.name());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.text(), StandardCharsets.UTF_8);
      }
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    Path current = directory.resolve(CURRENT);
    Path next = Files.writeString(directory.resolve(".current"), version + "\n");
    Files.move(next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    deleteAllBut(kept);
  }

  private void deleteAllBut(Path kept) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isDirectory(entry) && !entry.equals(kept)) {
          delete(entry);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
