package dev.portreeve.cli;

import dev.portreeve.source.testing.TestSets;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The JVM options that give a process the classes of this one, in the form that starts fastest. */
final class ArchivedClasses {
  /*
   * Half of what a start of the program costs is reading and checking classes. The JVM can do that
   * once and keep the result (-XX:ArchiveClassesAtExit), of jars only, so the directories of
   * classes become jars first. The archive lies in the module's build directory under a name that
   * changes with the JVM and every class, and is used by all test processes until then. The test
   * JVM that comes while another one makes it does without.
   */
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String JAVA = System.getProperty("java.home");
  private static final List<String> OPTIONS = find();

  private ArchivedClasses() {}

  /** The class path, and the archive of its classes if there is one. */
  static List<String> options() {
    return OPTIONS;
  }

  private static List<String> find() {
    try {
      Path build = Files.createDirectories(Path.of("target/processes"));
      Path made = build.toAbsolutePath().resolve(key());
      if (!Files.exists(made)) {
        make(build, made);
      }
      return Files.exists(made.resolve("archive")) ? use(made) : List.of("-cp", CLASS_PATH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> use(Path made) throws IOException {
    // What the JVM has to say of an archive that it does not take is no line of the program's.
    return List.of(
        "-Xlog:disable",
        "-XX:SharedArchiveFile=" + made.resolve("archive"),
        "-cp",
        Files.readString(made.resolve("class-path")));
  }

  private static String key() throws IOException {
    CRC32 sum = new CRC32();
    sum.update((JAVA + CLASS_PATH).getBytes(StandardCharsets.UTF_8));
    for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
      for (Path file : files(Path.of(entry))) {
        String state = file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        sum.update(state.getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().toHexDigits(sum.getValue(), 8);
  }

  private static List<Path> files(Path entry) throws IOException {
    try (Stream<Path> files = Files.exists(entry) ? Files.walk(entry) : Stream.empty()) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void make(Path build, Path made) throws IOException {
    Path lock = build.resolve("lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock mine = channel.tryLock()) {
      if (mine != null && !Files.exists(made)) {
        // The JVM keeps the paths of the jars in the archive, so they are made where they stay.
        Path jars = Files.createTempDirectory(build.toAbsolutePath(), "jars");
        Path making = Files.createTempDirectory(build.toAbsolutePath(), "making");
        String classPath = jars(jars);
        Files.writeString(making.resolve("class-path"), classPath);
        rehearse(classPath, making.resolve("archive"));
        Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  private static String jars(Path into) throws IOException {
    List<String> entries = new ArrayList<>();
    for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        Path jar = into.resolve(entries.size() + ".jar");
        jar(path, jar);
        entries.add(jar.toString());
      } else {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void jar(Path directory, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      for (Path file : files(directory)) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /** Serves for a moment; without an archive at its end, processes only start more slowly. */
  private static void rehearse(String classPath, Path archive) {
    Path scratch = archive.resolveSibling("scratch");
    List<String> command = new ArrayList<>(List.of(Path.of(JAVA, "bin", "java").toString()));
    command.addAll(CommandProcess.PACE);
    command.addAll(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive));
    command.addAll(List.of("-cp", classPath, "dev.portreeve.cli.Portreeve", "serve"));
    command.addAll(List.of("--policies", TestSets.copy("doors", scratch).toString()));
    command.addAll(List.of("--listen", "127.0.0.1:0", "--management", "127.0.0.1:0"));
    try (CommandProcess server = CommandProcess.run(scratch, command)) {
      server.awaitReady();
      server.terminate();
      server.await();
    }
  }
}
