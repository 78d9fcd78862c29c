package dev.portreeve.source.team;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.yaml.SourceFile;

/** What is known of a team. */
public sealed interface TeamLookup {
  /** Nothing: there is no such team, or none that can be served. */
  Unknown UNKNOWN = new Unknown();

  /** Nothing yet: the source did not answer. */
  Unavailable UNAVAILABLE = new Unavailable();

  /** The version of the team in force, or empty when there is none. */
  String version();

  /**
   * The team in force.
   *
   * @param team bound to one schema
   * @param file what it was read from, so that it can be bound to another schema
   */
  record Known(Team team, SourceFile file) implements TeamLookup {
    /* The text stands for what is built from it, such as pattern sets, which no one can weigh. */
    private static final int BYTES_PER_CHARACTER = 6;

    @Override
    public String version() {
      return team.version();
    }

    /** Roughly the bytes it holds. */
    int weight() {
      return team.weight() + BYTES_PER_CHARACTER * file.text().length();
    }
  }

  /** See {@link #UNKNOWN}. */
  record Unknown() implements TeamLookup {
    @Override
    public String version() {
      return "";
    }
  }

  /** See {@link #UNAVAILABLE}. */
  record Unavailable() implements TeamLookup {
    @Override
    public String version() {
      return "";
    }
  }
}
