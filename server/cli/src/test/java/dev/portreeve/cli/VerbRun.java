package dev.portreeve.cli;

import dev.portreeve.engine.testing.Golden;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.source.testing.TestSets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * What a verb wrote and how it ended, run within the test.
 *
 * @param status the exit status
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record VerbRun(int status, String out, String err) {
  /** Runs the program with these arguments. */
  static VerbRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Portreeve.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int status = line.execute(arguments);
    return new VerbRun(status, out.toString(), err.toString());
  }

  /** Copies the set that these tests work on into a new directory, which is returned. */
  static Path library(Path into) {
    return TestSets.copy(
        Repository.root().resolve("server/cli/src/test/resources/sets/library"), into);
  }

  /** Holds standard output against a file of {@code golden/}, times and a directory left out. */
  void checkOut(String golden, Path directory) {
    Path file = Repository.root().resolve("server/cli/src/test/resources/golden").resolve(golden);
    Golden.check(
        file, out.replace(directory.toString(), "SET").replaceAll("in \\d+\\.\\d s", "in 0.0 s"));
  }
}
