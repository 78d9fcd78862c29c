package dev.portreeve.store.testing;

import dev.portreeve.source.testing.Eventually;
import dev.portreeve.source.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server for all tests of a module, with a database for each that asks. It is started
 * by the first and ends with the process.
 */
public final class PostgresqlServer {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String USER = "portreeve";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /* PostgreSQL refuses to run as root; Debian's package has a user for it. */
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Programs programs = programs();
  private final Path folder;
  private final int port;
  private Process process;

  private static final class Shared {
    private static final PostgresqlServer SERVER = new PostgresqlServer();
  }

  /** The server of this process. */
  public static PostgresqlServer shared() {
    programs().require("initdb");
    return Shared.SERVER;
  }

  private PostgresqlServer() {
    try {
      folder = Files.createTempDirectory("portreeve-postgresql");
      if (ROOT) {
        Files.setOwner(
            folder,
            folder
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName("postgres"));
      }
      run("initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Runtime.getRuntime().addShutdownHook(new Thread(this::end));
      start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after {@link #stop}; it takes connections when this returns. */
  public void start() {
    try {
      process =
          command(
                  "postgres",
                  "-D",
                  data(),
                  "-p",
                  "" + port,
                  "-c",
                  "listen_addresses=127.0.0.1",
                  "-c",
                  "unix_socket_directories=",
                  "-c",
                  "fsync=off")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Eventually.becomes(true, PATIENCE, Duration.ofMillis(50), this::answers);
  }

  /** Ends it at once, with every connection to it. */
  public void stop() {
    try {
      new ProcessBuilder("kill", "-QUIT", "" + process.pid()).start().waitFor();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("PostgreSQL does not stop");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes a database; where it is, as {@code --store} takes it. */
  public String database() {
    String name = "test" + DATABASES.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + name;
  }

  private boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, "");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String... words) throws IOException {
    try {
      Process once = command(words).start();
      if (once.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolveSibling(log())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ProcessBuilder command(String... words) {
    List<String> all = new ArrayList<>();
    if (ROOT) {
      all.addAll(
          List.of(
              programs.require("setpriv").toString(),
              "--reuid=postgres",
              "--regid=postgres",
              "--clear-groups"));
    }
    all.addAll(List.of(words));
    all.set(all.size() - words.length, programs.require(words[0]).toString());
    File log = folder.resolveSibling(log()).toFile();
    return new ProcessBuilder(all)
        .directory(new File("/"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
  }

  private String log() {
    return folder.getFileName() + ".log";
  }

  /** Debian has the programs of each version in a folder of its own. */
  private static Programs programs() {
    Programs usual = Programs.ofThisMachine();
    List<Path> folders = new ArrayList<>(usual.folders());
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> each = Files.list(versions)) {
        each.map(version -> version.resolve("bin"))
            .sorted(Comparator.reverseOrder())
            .forEach(folders::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Programs(folders, usual.absence());
  }

  private void end() {
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      Files.deleteIfExists(folder.resolveSibling(log()));
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
