package dev.portreeve.policy.lang;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelIssue;
import dev.cel.common.types.StructType;
import dev.portreeve.policy.source.NodeReader;
import dev.portreeve.policy.source.Position;
import dev.portreeve.policy.source.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what cel-java complains of into diagnostics that speak the words of a policy set. */
final class CelProblems {
  private static final Pattern LOCATED =
      Pattern.compile("^ERROR: .*?:(\\d+):(-?\\d+): (.*)$", Pattern.MULTILINE);
  private static final Pattern UNDEFINED_FIELD =
      Pattern.compile("undefined field '([^']*)'(?:.*?'([^']*)')?.*");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");

  private final NodeReader reader;
  private final CelTypes types;
  private final Collection<String> names;

  /**
   * @param names what an expression may name: variables and functions
   */
  CelProblems(NodeReader reader, CelTypes types, Collection<String> names) {
    this.reader = reader;
    this.types = types;
    this.names = names;
  }

  /** Reports every located error of a message in cel-java's display form. */
  void report(String display, Position otherwise) {
    Matcher matcher = LOCATED.matcher(display);
    boolean found = false;
    while (matcher.find()) {
      int line = Integer.parseInt(matcher.group(1));
      int column = Integer.parseInt(matcher.group(2));
      Position at = line < 1 ? otherwise : new Position(line, Math.max(1, column));
      report(at, matcher.group(3));
      found = true;
    }
    if (!found) {
      reader.problem(otherwise, display.lines().findFirst().orElse("cannot be read"));
    }
  }

  /** Reports errors of one expression that begins at a place in the file. */
  void report(List<CelIssue> issues, Position start) {
    for (CelIssue issue : issues) {
      int line = Math.max(1, issue.getSourceLocation().getLine());
      int column = Math.max(0, issue.getSourceLocation().getColumn());
      Position at =
          new Position(start.line() + line - 1, line == 1 ? start.column() + column : column + 1);
      report(at, issue.getMessage());
    }
  }

  private void report(Position at, String message) {
    Matcher field = UNDEFINED_FIELD.matcher(message);
    if (field.matches()) {
      reader.problem(at, "unknown field `" + field.group(1) + "`", help(field.group(1)));
      return;
    }
    Matcher reference = UNDECLARED.matcher(message);
    if (reference.matches()) {
      String name = reference.group(1);
      reader.problem(at, "unknown name `" + name + "`", Suggestion.didYouMean(name, names));
      return;
    }
    reader.problem(at, clean(message));
  }

  private String help(String field) {
    List<String> fields = new ArrayList<>();
    types.types().stream()
        .filter(StructType.class::isInstance)
        .map(type -> ((StructType) type).fieldNames())
        .forEach((ImmutableSet<String> more) -> fields.addAll(more));
    return Suggestion.didYouMean(field, fields);
  }

  /** Without the container hint, the type prefix and a capital first letter. */
  private static String clean(String message) {
    String text = message.replace(CelTypes.PREFIX, "").replaceAll(" \\(in container ''\\)", "");
    text = text.strip();
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    return text.isEmpty()
        ? "cannot be read"
        : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
