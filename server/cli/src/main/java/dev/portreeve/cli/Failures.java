package dev.portreeve.cli;

import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.source.directory.IoReason;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.store.StoreException;
import dev.portreeve.workbench.replay.UnreadableLog;
import dev.portreeve.workbench.set.UnreadableSet;
import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;

/** Tells why a verb could not do what it was asked, and chooses the exit status. */
final class Failures {
  private Failures() {}

  /**
   * Tells it.
   *
   * @param failure what the verb threw
   * @return the exit status
   */
  static int tell(Exception failure, CommandLine verb) {
    Console console = Console.of(verb.getCommandSpec());
    if (failure instanceof SetRefused refused) {
      for (Diagnostic problem : refused.problems()) {
        console.err().println(problem.render());
      }
      console.complain(refused.summary());
      return Exit.REFUSED;
    }
    if (failure instanceof UnreadableSet unreadable) {
      console.complain(unreadable.problem());
    } else if (failure instanceof UnreadableLog unreadable) {
      console.complain(unreadable.problem());
    } else if (failure instanceof NoAnswerException unanswered) {
      console.complain(unanswered.problem());
    } else if (failure instanceof StoreException store) {
      console.complain(store.problem());
    } else if (failure instanceof SourceException source) {
      console.complain(source.problem());
    } else if (failure instanceof FileSystemException file) {
      console.complain("`" + file.getFile() + "`: " + IoReason.of(file));
    } else if (failure instanceof IOException) {
      console.complain("a file cannot be read or written: " + failure.getMessage());
    } else {
      console.complain(failure.toString());
      failure.printStackTrace(console.err());
    }
    return Exit.USAGE;
  }
}
