package dev.portreeve.engine.lang;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelIssue;
import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what cel-java complains of into diagnostics that speak the words of a policy set. */
final class CelProblems {
  private static final int MAX_LISTED = 12;
  private static final Pattern UNDEFINED_FIELD = Pattern.compile("undefined field '([^']*)'.*");
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '(\\w+)'.*");
  private static final Pattern OWN_VARIABLE = Pattern.compile("variables\\s*\\.\\s*\\w+");
  private static final Pattern PATH_BEFORE =
      Pattern.compile("([A-Za-z_]\\w*(?:\\s*\\.\\s*[A-Za-z_]\\w*)*)\\s*$");

  private static final String MARK_IT =
      "mark it in schema.yaml: `directory: fill`, `over` or `only`";

  private final NodeReader reader;
  private final Environment environment;
  private Map<String, Integer> lines = Map.of();
  private int line;

  CelProblems(NodeReader reader, Environment environment) {
    this.reader = reader;
    this.environment = environment;
  }

  /**
   * Explains names that are defined in a file in which only what is above can be used.
   *
   * @param defined the line of each name
   * @param from the line from which on they cannot be used
   */
  CelProblems belowLine(Map<String, Integer> defined, int from) {
    lines = Map.copyOf(defined);
    line = from;
    return this;
  }

  /**
   * Reports errors of one expression.
   *
   * @param names what it may name: variables and functions
   */
  void report(
      List<CelIssue> issues, String expression, ScalarText where, Collection<String> names) {
    for (CelIssue issue : issues) {
      String message = issue.getMessage();
      int at = index(expression, issue);
      Matcher field = UNDEFINED_FIELD.matcher(message);
      Matcher reference = UNDECLARED.matcher(message);
      Matcher overload = NO_OVERLOAD.matcher(message);
      if (field.matches()) {
        int begin = Math.max(at, expression.indexOf(field.group(1), at));
        unknownField(field.group(1), expression.substring(0, at), where.at(expression, begin));
      } else if (reference.matches()) {
        String name = reference.group(1);
        int begin = before(expression, at, name);
        if (DirectoryCalls.isSecondPart(expression, begin)) {
          continue;
        }
        Optional<String> asking = DirectoryCalls.called(expression, begin);
        if (asking.isPresent()) {
          unknownName(asking.get(), /* called= */ true, where.at(expression, begin), names);
          continue;
        }
        boolean called =
            expression
                .substring(Math.min(begin + name.length(), expression.length()))
                .stripLeading()
                .startsWith("(");
        unknownName(named(expression, begin, name), called, where.at(expression, begin), names);
      } else {
        int begin = overload.matches() ? before(expression, at, overload.group(1)) : at;
        tell(where.at(expression, begin), CelMessages.translate(message));
      }
      if (CelMessages.isSyntax(message)) {
        return;
      }
    }
  }

  /** Where a name begins that ends, at the latest, where cel-java points: at its parenthesis. */
  private static int before(String expression, int at, String name) {
    int begin = expression.lastIndexOf(name, at);
    return begin < 0 ? at : begin;
  }

  /** The name, or for a variable of the policy's own the name with what precedes it. */
  private static String named(String expression, int begin, String name) {
    Matcher own = OWN_VARIABLE.matcher(expression).region(begin, expression.length());
    return own.lookingAt() ? own.group().replaceAll("\\s", "") : name;
  }

  private static int index(String expression, CelIssue issue) {
    int begin = 0;
    for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
      begin = expression.indexOf('\n', begin) + 1;
    }
    int column = Math.max(0, issue.getSourceLocation().getColumn());
    int left = expression.codePointCount(begin, expression.length());
    return expression.offsetByCodePoints(begin, Math.min(column, left));
  }

  private void unknownField(String field, String before, Position at) {
    Optional<DirectoryFunction> asking = DirectoryCalls.endOf(before);
    if (asking.isPresent() && isFact(asking.get().entity(), field)) {
      reader.problem(at, "the fact `" + field + "` does not come from the directory", MARK_IT);
      return;
    }
    Optional<StructType> owner =
        asking.isPresent() ? struct(environment.types().answer(asking.get())) : owner(before);
    Collection<String> fields =
        new TreeSet<>(owner.map(StructType::fieldNames).orElseGet(this::allFields));
    String help = Suggestion.didYouMean(field, fields);
    if (owner.isPresent() && help.isEmpty() && fields.size() <= MAX_LISTED) {
      help = "there are " + String.join(", ", fields);
    }
    reader.problem(at, "unknown field `" + field + "`", help);
  }

  private ImmutableSet<String> allFields() {
    return environment.types().types().stream()
        .filter(StructType.class::isInstance)
        .flatMap(type -> ((StructType) type).fieldNames().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The struct type that a path of names leads to, as far as the text alone tells. */
  private Optional<StructType> owner(String before) {
    Matcher path = PATH_BEFORE.matcher(before);
    if (!path.find()) {
      return Optional.empty();
    }
    List<String> names = Splitter.on('.').trimResults().splitToList(path.group(1));
    Optional<CelType> type = environment.types().variable(names.get(0));
    for (String name : names.subList(1, names.size())) {
      type =
          type.filter(StructType.class::isInstance)
              .flatMap(struct -> ((StructType) struct).findField(name))
              .map(StructType.Field::type);
    }
    return struct(type);
  }

  private static Optional<StructType> struct(Optional<CelType> type) {
    return type.filter(StructType.class::isInstance).map(StructType.class::cast);
  }

  private boolean isFact(Entity entity, String name) {
    return struct(environment.types().variable(entity.variable()))
        .flatMap(facts -> facts.findField(name))
        .isPresent();
  }

  private void unknownName(String name, boolean called, Position at, Collection<String> names) {
    int defined = lines.getOrDefault(name, 0);
    if (defined == line && line > 0) {
      reader.problem(at, "`" + name + "` cannot use itself");
    } else if (defined > line) {
      String help = "a definition may use the ones above it";
      reader.problem(at, "`" + name + "` is defined below, in line " + defined, help);
    } else if (!environment.excuses(name)) {
      UnknownName unknown = UnknownName.of(name, called, environment, names);
      reader.problem(at, unknown.message(), unknown.help());
    }
  }

  private void tell(Position at, CelMessages.Told told) {
    reader.problem(at, told.message(), told.help());
  }
}
