package dev.portreeve.source.reload;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that holds one policy set at a time, whole whenever the process ends. */
final class LastGoodDirectory {
  /*
   * Each set has a directory named by its version. `current` names the one that counts and is
   * replaced by a rename, so that whatever a crash leaves behind is one whole set or the other.
   */
  private static final String FRESH = ".current";
  private static final String CURRENT = "current";

  private final Path root;

  LastGoodDirectory(Path root) {
    this.root = root;
  }

  /** Whether anything was ever kept here. */
  boolean used() {
    return Files.exists(root.resolve(CURRENT));
  }

  /** The set kept last; empty when there is none or its content is not what its name says. */
  Optional<PolicySetFiles> load() throws IOException {
    if (!used()) {
      return Optional.empty();
    }
    String version = Files.readString(root.resolve(CURRENT)).strip();
    if (!version.matches("[0-9a-f]+")) {
      return Optional.empty();
    }
    PolicySetFiles files = read(root.resolve(version));
    return files.hash().equals(version) ? Optional.of(files) : Optional.empty();
  }

  private static PolicySetFiles read(Path set) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (Stream<Path> files = Files.walk(set)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(set.relativize(file).toString(), Files.readString(file));
      }
    }
    return PolicySetFiles.of(texts);
  }

  void save(PolicySetFiles files) throws IOException {
    String version = files.hash();
    Path kept = root.resolve(version);
    if (!Files.isDirectory(kept)) {
      write(files, kept);
    }
    byte[] named = (version + "\n").getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(root.resolve(CURRENT), named, FRESH);
    deleteAllBut(kept);
  }

  private void write(PolicySetFiles files, Path kept) throws IOException {
    Path fresh = root.resolve(".new");
    delete(fresh);
    try {
      Files.createDirectories(fresh);
      for (SourceFile file : files.files().values()) {
        Path target = fresh.resolve(file.name());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.text(), StandardCharsets.UTF_8);
      }
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // On a full disk half a set would keep the next one from fitting.
      delete(fresh);
    }
  }

  private void deleteAllBut(Path kept) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
      for (Path entry : entries) {
        boolean crashed = entry.getFileName().toString().startsWith(FRESH);
        if (crashed || Files.isDirectory(entry) && !entry.equals(kept)) {
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
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
