package dev.portreeve.source.team;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.ProblemLine;
import dev.portreeve.source.directory.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads team files and binds them to one schema. */
final class TeamBinder {
  private final PolicySource source;
  private final TeamReader reader;

  TeamBinder(PolicySource source, Schema schema) {
    this.source = source;
    this.reader = new TeamReader(schema);
  }

  /** What came of reading a team's file. */
  sealed interface Reading {}

  /** It fits. */
  record Good(TeamLookup.Known team) implements Reading {
    boolean sameContent(TeamLookup.Known other) {
      return other.file().equals(team.file());
    }
  }

  /** It does not, or cannot be read. */
  record Bad(List<String> problems) implements Reading {
    Bad {
      problems = List.copyOf(problems);
    }
  }

  /** There is no file. */
  record Gone() implements Reading {}

  Reading read(String id) {
    try {
      Optional<SourceFile> file = source.team(id);
      return file.isEmpty() ? new Gone() : bind(file.get());
    } catch (SourceException e) {
      return new Bad(List.of(e.problem()));
    }
  }

  Reading bind(SourceFile file) {
    List<Diagnostic> problems = new ArrayList<>();
    Optional<Team> team = reader.read(file, problems);
    return team.isPresent()
        ? new Good(new TeamLookup.Known(team.get(), file))
        : new Bad(problems.stream().sorted(Diagnostic.ORDER).map(ProblemLine::of).toList());
  }
}
