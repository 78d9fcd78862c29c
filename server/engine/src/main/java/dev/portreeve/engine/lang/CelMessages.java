package dev.portreeve.engine.lang;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the words of this project what cel-java says in its own. */
final class CelMessages {
  private static final Map<String, String> FOREIGN_WORDS =
      Map.of("and", "&&", "or", "||", "not", "!", "=", "==", "&", "&&", "|", "||", "is", "==");
  private static final String NOTHING_EXPECTED = "";

  private CelMessages() {}

  /**
   * What to tell an author.
   *
   * @param message lower case, one line, no full stop
   * @param help what to do, or empty
   */
  record Told(String message, String help) {}

  private record Translation(Pattern pattern, Function<MatchResult, Told> told) {}

  private static final List<Translation> TRANSLATIONS =
      List.of(
          when(
              "found no matching overload for '(.*?)' applied to '(.*?)'(?: \\(candidates: (.*)\\))?",
              m -> CelOperands.told(m.group(1), m.group(2), m.group(3) == null ? "" : m.group(3))),
          when(
              "(?:mismatched|extraneous) input '(.*?)' expecting .*",
              m -> unexpected(m.group(1), NOTHING_EXPECTED)),
          when("no viable alternative at input '(.*)'", m -> unexpected(last(m.group(1)), "")),
          when("missing '(.*?)' at '(.*)'", m -> told("`" + m.group(1) + "` is missing")),
          when("token recognition error at: '(.*)'", m -> unreadable(m.group(1).strip())),
          when(
              "expected type '(.*?)' but found '(.*?)'",
              m -> told("expected " + type(m.group(1)) + ", found " + type(m.group(2)))),
          when(
              "type '(.*?)' does not support field selection",
              m -> told("a value of type " + type(m.group(1)) + " has no fields")),
          when(
              "expression of type '(.*?)' cannot be range.*",
              m ->
                  told("`all`, `exists` and the like take a list or map, not " + type(m.group(1)))),
          when(
              "expression recursion limit exceeded. limit: (\\d+)",
              m -> told("the expression is nested more than " + m.group(1) + " deep")),
          when(
              "expression code point size exceeds limit: .*limit (\\d+)",
              m -> told("the expression is longer than " + m.group(1) + " characters")),
          when("reserved identifier: (.*)", m -> told("`" + m.group(1) + "` is a reserved word")),
          when(
              "invalid argument to has\\(\\) macro",
              m -> told("`has` takes a field, such as has(subject.team)")),
          when(
              "the argument must be a simple name",
              m -> told("the first argument must be a new name, such as `one`")),
          when("unsupported syntax '(.*)'", m -> unexpected(m.group(1), "")));

  private static Translation when(String pattern, Function<MatchResult, Told> told) {
    return new Translation(
        Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), told);
  }

  static Told translate(String message) {
    for (Translation translation : TRANSLATIONS) {
      Matcher matcher = translation.pattern().matcher(message.strip());
      if (matcher.matches()) {
        return translation.told().apply(matcher.toMatchResult());
      }
    }
    return told(clean(message));
  }

  /** Whether a message is about how an expression is written: after one, others mean little. */
  static boolean isSyntax(String message) {
    return message.startsWith("mismatched input")
        || message.startsWith("extraneous input")
        || message.startsWith("no viable alternative")
        || message.startsWith("missing '")
        || message.startsWith("token recognition error");
  }

  private static Told unexpected(String input, String help) {
    if (input.equals("<EOF>")) {
      return told("the expression ends too early");
    }
    String meant = FOREIGN_WORDS.get(input);
    return new Told(
        "unexpected `" + input + "`", meant == null ? help : "did you mean `" + meant + "`?");
  }

  private static Told unreadable(String input) {
    return input.startsWith("\"") || input.startsWith("'")
        ? told("the quote is not closed")
        : unexpected(input, "");
  }

  private static String last(String input) {
    String text = input.strip();
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  /** A type as authors write it. */
  static String type(String type) {
    return type.replace(CelTypeMapping.PREFIX, "").replaceAll("%[A-Z]\\d+", "any");
  }

  private static Told told(String message) {
    return new Told(message, "");
  }

  /** One line, without the container hint, the type prefix, a capital first letter, a full stop. */
  private static String clean(String message) {
    String line = message.lines().findFirst().orElse("");
    String text = type(line).replaceAll(" \\(in container ''\\)", "").strip();
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    return text.isEmpty()
        ? "cannot be read"
        : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
