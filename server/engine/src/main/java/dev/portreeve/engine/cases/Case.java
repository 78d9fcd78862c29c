package dev.portreeve.engine.cases;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request and the answer it must get.
 *
 * @param file where it is written
 * @param position where it begins, or the row of its table
 * @param name for people; of a case that is run several times, with what is different each time
 * @param cites the ids of the requirements that it is about
 * @param request as a caller would send it
 * @param team the team that the request names, or empty when it names none that is there
 * @param want the answer
 */
public record Case(
    SourceFile file,
    Position position,
    String name,
    List<String> cites,
    CaseRequest request,
    Optional<CaseTeam> team,
    Expectation want) {
  /* A case that does not say when it happens must not depend on it. */
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  public Case {
    cites = List.copyOf(cites);
  }

  /** What the engine decides about, at a moment that is always the same. */
  public Frame frame(Schema schema) {
    return request.frame(schema, NOW);
  }

  /** {@code cases/collection.export.yaml:12}, for whoever has to find it. */
  public String location() {
    return file.name() + ":" + position.line();
  }
}
