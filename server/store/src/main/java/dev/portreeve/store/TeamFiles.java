package dev.portreeve.store;

import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.source.directory.PolicySource;
import dev.portreeve.source.directory.SourceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads team files ahead of whoever stores them, on all processors, and hands them out in their
 * order.
 */
final class TeamFiles implements AutoCloseable {
  /* Storing takes one thread half of the time; whatever else can be done beforehand is done here. */
  private static final int PORTION = 50;
  private static final int PORTIONS_AHEAD = 20;

  private final PolicySource files;
  private final Function<SourceFile, Part> parse;
  private final ExecutorService readers;
  private final List<String> ids;
  private final Deque<Future<Part>> ahead = new ArrayDeque<>();
  private int asked;

  /**
   * Some teams, and what is wrong with others.
   *
   * @param teams that fit
   * @param problems of those that do not
   */
  record Part(List<ReadTeam> teams, List<Diagnostic> problems) {}

  /**
   * A team that is to be stored.
   *
   * @param version that it will have
   */
  record ReadTeam(StoredTeam team, String version) {
    private static ReadTeam of(StoredTeam team) {
      return new ReadTeam(team, TeamReader.version(team.file()));
    }
  }

  /**
   * @param files may be read by several threads
   * @param reader of the schema that they must fit
   */
  TeamFiles(PolicySource files, TeamReader reader, List<String> ids) {
    this.files = files;
    this.ids = ids;
    this.parse = file -> parse(reader, file);
    this.readers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            task -> {
              Thread thread = new Thread(task, "team-reader");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static Part parse(TeamReader reader, SourceFile file) {
    List<Diagnostic> problems = new ArrayList<>();
    List<ReadTeam> teams =
        reader
            .check(file, problems)
            .map(root -> ReadTeam.of(TeamTransfer.stored(file.stem(), root)))
            .stream()
            .toList();
    return new Part(teams, problems);
  }

  /** The next teams, or empty when there are no more. */
  Optional<Part> next() throws SourceException {
    while (asked < ids.size() && ahead.size() < PORTIONS_AHEAD) {
      List<String> portion = ids.subList(asked, Math.min(asked + PORTION, ids.size()));
      asked += portion.size();
      ahead.add(readers.submit(() -> read(portion)));
    }
    return ahead.isEmpty() ? Optional.empty() : Optional.of(done(ahead.remove()));
  }

  private Part read(List<String> portion) throws SourceException {
    Part all = new Part(new ArrayList<>(), new ArrayList<>());
    for (String id : portion) {
      Optional<Part> one = files.team(id).map(parse);
      one.ifPresent(
          part -> {
            all.teams().addAll(part.teams());
            all.problems().addAll(part.problems());
          });
    }
    return all;
  }

  private static Part done(Future<Part> part) throws SourceException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SourceException problem) {
        throw problem;
      }
      throw new IllegalStateException("team files cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException("interrupted", e);
    }
  }

  @Override
  public void close() {
    readers.shutdownNow();
  }
}
