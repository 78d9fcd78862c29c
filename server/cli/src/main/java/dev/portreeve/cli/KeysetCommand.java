package dev.portreeve.cli;

import dev.portreeve.sidecar.log.IoProblem;
import dev.portreeve.sidecar.secret.Keyset;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portreeve keyset}: the keys that seal secrets of teams. */
@Command(
    name = "keyset",
    mixinStandardHelpOptions = true,
    description = "Makes and rotates the keys that seal secrets of teams (serve --keyset FILE).")
final class KeysetCommand {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      description = "Makes a file with one key, which only its owner may read.",
      mixinStandardHelpOptions = true)
  int create(@Parameters(paramLabel = "FILE", description = "The file.") Path file)
      throws NoAnswerException {
    try {
      Keyset.create(file);
    } catch (IOException e) {
      throw new NoAnswerException(IoProblem.of(e));
    }
    spec.commandLine().getOut().println("made: " + file);
    return Exit.OK;
  }

  @Command(
      description = {
        "Adds a key, which seals from now on; what was sealed before opens as before.",
        "Servers read the file again when they next seal or open something."
      },
      mixinStandardHelpOptions = true)
  int rotate(@Parameters(paramLabel = "FILE", description = "The file.") Path file)
      throws NoAnswerException {
    try {
      int keys = Keyset.rotate(file);
      spec.commandLine().getOut().println("rotated: " + file + " has " + keys + " keys");
      return Exit.OK;
    } catch (IOException e) {
      throw new NoAnswerException(IoProblem.of(e));
    }
  }
}
