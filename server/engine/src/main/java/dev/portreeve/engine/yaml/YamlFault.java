package dev.portreeve.engine.yaml;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What is wrong with a text that is not YAML, in words for its author.
 *
 * @param position where
 * @param message lower case, one line, no full stop
 * @param help what to do, or empty
 */
record YamlFault(Position position, String message, String help) {
  /** What to do about a value that YAML takes for a tag. */
  static final String QUOTE = "put text that begins with `!` in quotes";

  private static final Pattern FOUND = Pattern.compile(".*(?:but found|but got|found) '?(.*?)'?$");
  private static final Map<String, String> TOKENS =
      Map.of(
          "<scalar>", "text",
          "<block mapping start>", "map",
          "<block sequence start>", "list",
          "<block end>", "end of a block",
          "<stream end>", "end of the file",
          "<document start>", "`---`",
          "<document end>", "`...`");

  /** A value that begins with an exclamation mark, behind its key or the sign of a list. */
  private static final Pattern TAGGED = Pattern.compile("(?:^|:|-) +(!)");

  private static final String TAG = "a value cannot begin with `!`, which YAML takes for a tag";

  /**
   * @param file the text that cannot be read
   */
  static YamlFault of(MarkedYAMLException e, SourceFile file) {
    YamlFault fault = of(e);
    Matcher tag = TAGGED.matcher(file.line(fault.position().line()));
    boolean behind = tag.find() && tag.start(1) < fault.position().column();
    return behind
        ? new YamlFault(new Position(fault.position().line(), tag.start(1) + 1), TAG, QUOTE)
        : fault;
  }

  private static YamlFault of(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "" : e.getProblem();
    String context = e.getContext() == null ? "" : e.getContext();
    Position at = position(e.getProblemMark(), e.getContextMark());
    Position begin = position(e.getContextMark(), e.getProblemMark());
    if (context.contains("quoted scalar") && problem.contains("unexpected end")) {
      return new YamlFault(begin, "the quote is not closed", "");
    }
    if (problem.contains("(TAB)")) {
      return new YamlFault(at, "a tab cannot stand here", "use spaces");
    }
    if (problem.startsWith("sequence entries are not allowed")) {
      return new YamlFault(at, "a list cannot begin here", "begin it on a line of its own");
    }
    if (problem.startsWith("found unknown escape character")) {
      return new YamlFault(at, "unknown escape", "use single quotes, or double the backslash");
    }
    if (problem.startsWith("mapping values are not allowed")) {
      return new YamlFault(at, "unexpected `:`", "put text that holds `: ` in quotes");
    }
    if (problem.contains("another document")) {
      return new YamlFault(at, "the file holds more than one document", "leave `---` out");
    }
    if (problem.startsWith("could not find expected ':'")) {
      return new YamlFault(begin, "`:` is missing behind this key", "");
    }
    if (problem.contains("cannot start any token")) {
      return new YamlFault(at, "text cannot begin like this", "put it in quotes");
    }
    if (context.contains("scanning an anchor") || context.contains("scanning an alias")) {
      String help = "put text that begins with `!`, `&` or `*` in quotes";
      return new YamlFault(begin, "anchors and aliases are not supported", help);
    }
    if (context.contains("scanning a tag") || context.contains("parsing a tag")) {
      return new YamlFault(begin, "unreadable tag", "put text that begins with `!` in quotes");
    }
    return other(at, problem);
  }

  private static YamlFault other(Position at, String problem) {
    Matcher found = FOUND.matcher(problem);
    if (problem.startsWith("expected") && found.matches()) {
      String token = found.group(1);
      String shown = TOKENS.getOrDefault(token, "`" + token + "`");
      String help = "look for a wrong indentation or a missing quote or bracket here or above";
      return new YamlFault(at, "unexpected " + shown, help);
    }
    String line = problem.lines().findFirst().orElse("it cannot be read");
    return new YamlFault(at, "not valid YAML: " + line, "");
  }

  private static Position position(Mark mark, Mark otherwise) {
    Mark at = mark == null ? otherwise : mark;
    return at == null ? Position.START : new Position(at.getLine() + 1, at.getColumn() + 1);
  }
}
