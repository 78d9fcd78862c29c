package dev.portreeve.source.team;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import dev.portreeve.source.directory.SourceUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Reads team files and binds them to one schema. Safe for use by several threads. */
public final class TeamBinder {
  /** Reading a file takes some fifty times its length for a moment; long ones one at a time. */
  private static final int LARGE = 32 << 10;

  private static final ReentrantLock ONE_LARGE = new ReentrantLock();

  private final PolicySource source;
  private final TeamReader reader;

  public TeamBinder(PolicySource source, Schema schema) {
    this.source = source;
    this.reader = new TeamReader(schema);
  }

  /** What came of reading a team's file. */
  public sealed interface Reading {}

  /**
   * It fits.
   *
   * @param team bound to the schema
   */
  public record Good(TeamLookup.Known team) implements Reading {
    boolean sameContent(TeamLookup.Known other) {
      return other.file().equals(team.file());
    }
  }

  /**
   * It does not, or cannot be read.
   *
   * @param problems why
   */
  public record Bad(TeamProblems problems) implements Reading {}

  /** There is no file. */
  public record Gone() implements Reading {}

  /** The source does not answer. */
  public record Unreachable() implements Reading {}

  /** Reads and binds a team; may block. */
  public Reading read(String id) {
    try {
      Optional<SourceFile> file = source.team(id);
      return file.isEmpty() ? new Gone() : bind(file.get());
    } catch (SourceUnavailable e) {
      return new Unreachable();
    } catch (SourceException e) {
      return new Bad(TeamProblems.unreadable(e.problem()));
    }
  }

  Reading bind(SourceFile file) {
    if (file.text().length() < LARGE) {
      return bindNow(file);
    }
    ONE_LARGE.lock();
    try {
      return bindNow(file);
    } finally {
      ONE_LARGE.unlock();
    }
  }

  private Reading bindNow(SourceFile file) {
    List<Diagnostic> problems = new ArrayList<>();
    Optional<Team> team = reader.read(file, problems);
    return team.isPresent()
        ? new Good(new TeamLookup.Known(team.get(), file))
        : new Bad(TeamProblems.of(problems));
  }
}
