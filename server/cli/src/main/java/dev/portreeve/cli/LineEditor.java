package dev.portreeve.cli;

import dev.portreeve.engine.Snapshot;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Reads lines from a terminal, with history and completion. */
final class LineEditor implements AutoCloseable {
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final Terminal terminal;
  private final LineReader reader;
  private final String prompt;

  private LineEditor(Terminal terminal, LineReader reader, String prompt) {
    this.terminal = terminal;
    this.reader = reader;
    this.prompt = prompt;
  }

  /**
   * Takes hold of the terminal of this process.
   *
   * @param snapshot whose names are completed
   */
  static LineEditor open(Snapshot snapshot, Map<String, String> environment) throws IOException {
    // Asks `stty`, which every terminal has at hand, rather than code of the system's own.
    Terminal terminal = TerminalBuilder.builder().system(true).provider("exec").build();
    if (terminal.getSize().getColumns() == 0) {
      terminal.setSize(Size.of(COLUMNS, ROWS)); // one that knows no size would show nothing
    }
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .parser(new ReplParser())
            .completer(new ReplCompleter(snapshot))
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P … ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
    history(environment).ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
    return new LineEditor(terminal, builder.build(), snapshot.schema().name() + "> ");
  }

  /** What was typed next, or empty at its end. */
  Optional<String> next() {
    while (true) {
      try {
        return Optional.of(reader.readLine(prompt));
      } catch (UserInterruptException e) {
        // Ctrl-C gives up the line, not the session
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }

  /** The file that keeps what was typed, for its owner alone; empty where there can be none. */
  private static Optional<Path> history(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (state.isEmpty() && home.isEmpty()) {
      return Optional.empty();
    }
    Path base = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
    Path file = base.resolve("portreeve").resolve("history");
    try {
      Files.createDirectories(base.resolve("portreeve"));
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      return Optional.of(file);
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
    return Optional.of(file);
  }
}
