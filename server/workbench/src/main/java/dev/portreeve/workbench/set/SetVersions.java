package dev.portreeve.workbench.set;

import dev.portreeve.engine.cases.SetDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** Finds one version of a policy set: a directory, an archive, or a revision that Git knows. */
public final class SetVersions {
  private static final String SCHEMA = "schema.yaml";
  private static final long GIT_SECONDS = 60;

  private SetVersions() {}

  /**
   * The texts of a version.
   *
   * @param named a directory; a {@code .zip}, {@code .tar}, {@code .tar.gz} or {@code .tgz} file
   *     with a set in it; or a revision of the Git repository around {@code directory}
   * @param directory where the set is in the working tree
   */
  public static SetTexts of(String named, Path directory) throws UnreadableSet {
    Path path = Path.of(named);
    if (Files.isDirectory(path)) {
      return SetTexts.of(path);
    }
    if (!Files.isRegularFile(path)) {
      return ofRevision(named, directory);
    }
    String lower = named.toLowerCase(Locale.ROOT);
    try (InputStream in = Files.newInputStream(path)) {
      if (lower.endsWith(".zip")) {
        return set(named, Archive.zip(in));
      }
      if (lower.endsWith(".tar")) {
        return set(named, Archive.tar(in));
      }
      if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
        return set(named, Archive.tar(new GZIPInputStream(in)));
      }
    } catch (IOException e) {
      throw new UnreadableSet("`" + named + "` cannot be read: " + e.getMessage());
    }
    throw new UnreadableSet(
        "`" + named + "` is no archive that can be read: use .zip, .tar, .tar.gz or .tgz");
  }

  private static SetTexts ofRevision(String revision, Path directory) throws UnreadableSet {
    if (revision.startsWith("-") || !Files.isDirectory(directory)) {
      throw new UnreadableSet(
          "`" + revision + "` is neither a directory, an archive nor a revision");
    }
    try {
      Path errors = Files.createTempFile("portreeve", ".log");
      Path archive = Files.createTempFile("portreeve", ".tar");
      try {
        Process git =
            new ProcessBuilder("git", "archive", "--format=tar", revision)
                .directory(directory.toAbsolutePath().toFile())
                .redirectOutput(archive.toFile())
                .redirectError(errors.toFile())
                .start();
        git.getOutputStream().close();
        if (!ended(git) || git.exitValue() != 0) {
          String why = Files.readString(errors).strip().lines().findFirst().orElse("");
          throw new UnreadableSet(
              "`"
                  + revision
                  + "` is neither a directory nor an archive, and as a revision of "
                  + directory.toAbsolutePath().normalize()
                  + " Git says: "
                  + why);
        }
        return set(revision, Archive.tar(new ByteArrayInputStream(Files.readAllBytes(archive))));
      } finally {
        Files.deleteIfExists(errors);
        Files.deleteIfExists(archive);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableSet("interrupted while Git was asked for `" + revision + "`");
    } catch (IOException e) {
      throw new UnreadableSet(
          "`"
              + revision
              + "` is neither a directory nor an archive, and Git cannot be asked: "
              + e.getMessage());
    }
  }

  /** Whether a program ends within its time, after which it is ended. */
  private static boolean ended(Process program) throws InterruptedException {
    try {
      return program.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      program.destroyForcibly();
    }
  }

  /** The set in an archive: what stands beside the schema that is least deep. */
  private static SetTexts set(String origin, Map<String, byte[]> files) throws UnreadableSet {
    List<String> schemas =
        files.keySet().stream()
            .filter(path -> path.equals(SCHEMA) || path.endsWith("/" + SCHEMA))
            .sorted(Comparator.comparingInt(String::length))
            .toList();
    if (schemas.isEmpty()) {
      throw new UnreadableSet("`" + origin + "` holds no policy set: there is no " + SCHEMA);
    }
    String schema = schemas.get(0);
    String root = schema.substring(0, schema.length() - SCHEMA.length());
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith(root)) {
        String path = file.getKey().substring(root.length());
        int name = path.lastIndexOf('/') + 1;
        if (SetDirectory.belongs(path.substring(0, name), path.substring(name))) {
          texts.put(path, text(origin, file.getKey(), file.getValue()));
        }
      }
    }
    return new SetTexts(origin, texts);
  }

  private static String text(String origin, String path, byte[] bytes) throws UnreadableSet {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableSet("`" + path + "` in `" + origin + "` is not UTF-8");
    }
  }
}
