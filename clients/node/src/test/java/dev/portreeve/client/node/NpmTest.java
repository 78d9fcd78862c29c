package dev.portreeve.client.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the npm package's own tests, against the server of this build. */
@Tag("gate")
class NpmTest {
  private static final Path HOME = Repository.root().resolve("clients/node");
  private static final Path LOG = HOME.resolve("target/npm.log");
  private static final boolean CI = Boolean.parseBoolean(System.getenv("PORTREEVE_CI"));
  private static final int PATIENCE_MINUTES = 8;

  /** What npm says when it does not reach its registry. */
  private static final Pattern OFFLINE =
      Pattern.compile("EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH");

  @Test
  void npm_testsOfThePackage_pass() throws Exception {
    Programs programs = Programs.ofThisMachine();
    programs.require("node");
    Path npm = programs.require("npm");
    Files.createDirectories(LOG.getParent());

    if (!installed()) {
      String output = run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      Assumptions.assumeTrue(
          CI || output.isEmpty() || !OFFLINE.matcher(output).find(), "npm has no network");
      assertEquals("", output);
    }
    assertEquals("", run(npm, "test"));
  }

  /** Whether the dependencies of the lock file are there already. */
  private static boolean installed() throws IOException {
    Path done = HOME.resolve("node_modules/.package-lock.json");
    return Files.exists(done)
        && Files.getLastModifiedTime(done)
                .compareTo(Files.getLastModifiedTime(HOME.resolve("package-lock.json")))
            > 0;
  }

  /** What npm printed when it failed; empty when it did not. */
  private static String run(Path npm, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(npm.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(LOG.toFile());
    builder.environment().put("SERVER_COMMAND", server());
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        return "not done after " + PATIENCE_MINUTES + " minutes:\n" + Files.readString(LOG);
      }
      return process.exitValue() == 0 ? "" : "npm failed:\n" + Files.readString(LOG);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** How a server is started, as an array of JSON. */
  private static String server() {
    return List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.portreeve.cli.Portreeve")
        .stream()
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
