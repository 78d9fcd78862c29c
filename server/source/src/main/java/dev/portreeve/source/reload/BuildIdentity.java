package dev.portreeve.source.reload;

import dev.portreeve.engine.yaml.Hash;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program that runs, as files on its class path: what another one has written is not ours. */
final class BuildIdentity {
  private BuildIdentity() {}

  /**
   * A hash of where the files lie, how long they are and when they were written.
   *
   * @param classPath as the JVM takes it, without wildcards; an empty entry, the working directory,
   *     holds no part of the program
   */
  static String identity(String classPath) throws IOException {
    List<String> parts = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.isEmpty()) {
        continue;
      }
      try (Stream<Path> files = Files.walk(Path.of(entry))) {
        for (Path file : files.sorted().toList()) {
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          if (attributes.isRegularFile()) {
            parts.add(file + " " + attributes.size() + " " + attributes.lastModifiedTime());
          }
        }
      }
    }
    return Hash.of(parts.toArray(String[]::new));
  }

  /** Who owns the first entry of a class path, or null when there is none. */
  static @Nullable UserPrincipal owner(String classPath) throws IOException {
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        return Files.getOwner(Path.of(entry));
      }
    }
    return null;
  }
}
