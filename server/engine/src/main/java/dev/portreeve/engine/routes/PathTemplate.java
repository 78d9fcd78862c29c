package dev.portreeve.engine.routes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A path with variables: {@code /collections/{id}/export}, {@code /files/{path...}}.
 *
 * @param parts one per segment
 */
record PathTemplate(List<Part> parts) {
  static final int MAX_SEGMENTS = 32;
  private static final Pattern VARIABLE = Pattern.compile("\\{[a-z][a-z0-9_]*(\\.\\.\\.)?}");
  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~!$'()*+,=:@ -]+");

  PathTemplate {
    parts = List.copyOf(parts);
  }

  /** What one segment must be. */
  sealed interface Part {
    /** This text. */
    record Literal(String text) implements Part {}

    /** Anything; the rest, if it is the last one and says so, takes all that follow as well. */
    record Variable(String name, boolean rest) implements Part {}

    /** Nothing: the path ends here. */
    record End() implements Part {}
  }

  /** What came of reading one: a template, or why it is none. */
  record Reading(Optional<PathTemplate> template, String problem) {}

  static Reading read(String text) {
    if (!text.startsWith("/")) {
      return bad("a path begins with `/`");
    }
    List<Part> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (text.length() > 1) {
      String[] segments = text.substring(1).split("/", -1);
      for (int i = 0; i < segments.length; i++) {
        String problem = add(segments[i], i == segments.length - 1, parts, names);
        if (!problem.isEmpty()) {
          return bad(problem);
        }
      }
    }
    return parts.size() > MAX_SEGMENTS
        ? bad("a path has at most " + MAX_SEGMENTS + " segments")
        : new Reading(Optional.of(new PathTemplate(parts)), "");
  }

  private static String add(String segment, boolean last, List<Part> parts, Set<String> names) {
    if (segment.isEmpty()) {
      return last ? "leave out the `/` at the end: it does not count" : "a doubled `/`";
    }
    if (VARIABLE.matcher(segment).matches()) {
      boolean rest = segment.endsWith("...}");
      String name = segment.substring(1, segment.length() - (rest ? 4 : 1));
      parts.add(new Part.Variable(name, rest));
      if (rest && !last) {
        return "`" + segment + "` takes the rest of the path, so it comes last";
      }
      return names.add(name) ? "" : "the variable `" + name + "` stands here twice";
    }
    if (!LITERAL.matcher(segment).matches() && segment.chars().allMatch(c -> c < 0x80)) {
      return "`"
          + segment
          + "` is neither text without reserved characters nor a variable like `{id}`";
    }
    String refused = PathSegment.problem(segment);
    if (!refused.isEmpty()) {
      return "no request with " + refused + " is let through";
    }
    parts.add(new Part.Literal(segment));
    return "";
  }

  private static Reading bad(String problem) {
    return new Reading(Optional.empty(), problem);
  }

  /** Whether a path is one of these but for upper and lower case, and is none as it stands. */
  boolean resembles(List<String> segments) {
    return matches(
            segments,
            (literal, segment) -> PathSegment.folded(literal).equals(PathSegment.folded(segment)))
        && !matches(segments, String::equals);
  }

  private boolean matches(List<String> segments, BiPredicate<String, String> same) {
    for (int i = 0; i < parts.size(); i++) {
      if (i >= segments.size()) {
        return false;
      }
      if (parts.get(i) instanceof Part.Variable variable && variable.rest()) {
        return true;
      }
      if (parts.get(i) instanceof Part.Literal literal
          && !same.test(literal.text(), segments.get(i))) {
        return false;
      }
    }
    return segments.size() == parts.size();
  }

  /** The source that a variable is, or empty when the path has none of that name. */
  Optional<ValueSource> variable(String name) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.Variable variable && variable.name().equals(name)) {
        return Optional.of(new ValueSource.PathVariable(i, variable.rest()));
      }
    }
    return Optional.empty();
  }

  List<String> variables() {
    return parts.stream()
        .filter(Part.Variable.class::isInstance)
        .map(part -> ((Part.Variable) part).name())
        .toList();
  }
}
