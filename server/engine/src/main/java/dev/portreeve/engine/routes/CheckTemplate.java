package dev.portreeve.engine.routes;

import java.util.ArrayList;
import java.util.List;

/** What a request is for, read in the only way that every upstream reads it; or refused. */
public sealed interface CheckTemplate {
  /*
   * A path that two programs can read differently is an attack or a mistake: what the check takes
   * for `/public/..;/admin` the upstream may route to `/admin`. So the path is decoded once and
   * split, and every segment that some upstream would drop, split, shorten or decode again
   * (PathSegment) refuses the whole request. What is left has the same segments before and after any
   * canonicalization.
   */

  /** The longest target taken, in characters. */
  int MAX_LENGTH = 16 << 10;

  /**
   * A target with one meaning.
   *
   * @param segments decoded, without slashes; a slash at the end adds none
   * @param query as sent, without its question mark
   */
  record Canonical(List<String> segments, String query) implements CheckTemplate {
    public Canonical {
      segments = List.copyOf(segments);
    }
  }

  /**
   * A target that cannot be told apart from another.
   *
   * @param why for the log: {@code an encoded slash}
   */
  record Refused(String why) implements CheckTemplate {}

  /**
   * Reads a target.
   *
   * @param raw path and query as they stand in the request line
   */
  static CheckTemplate of(String raw) {
    if (!raw.startsWith("/")) {
      return new Refused("a target that does not begin with a slash");
    }
    if (raw.length() > MAX_LENGTH) {
      return new Refused("a target longer than " + MAX_LENGTH + " characters");
    }
    if (raw.indexOf('#') >= 0) {
      return new Refused("a fragment");
    }
    int mark = raw.indexOf('?');
    String path = mark < 0 ? raw : raw.substring(0, mark);
    List<String> segments = new ArrayList<>();
    for (int from = 1; from < path.length(); ) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      PercentText decoded = PercentText.decode(path.substring(from, to), PercentText.Plus.IS_PLUS);
      String why =
          decoded.problem().isEmpty() ? PathSegment.problem(decoded.text()) : decoded.problem();
      if (!why.isEmpty()) {
        return new Refused(why);
      }
      segments.add(decoded.text());
      from = to + 1;
    }
    return new Canonical(segments, mark < 0 ? "" : raw.substring(mark + 1));
  }
}
