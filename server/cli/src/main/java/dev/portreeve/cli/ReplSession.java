package dev.portreeve.cli;

import dev.portreeve.engine.Expression;
import dev.portreeve.engine.cases.CaseTeam;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.decision.Decision;
import dev.portreeve.engine.decision.DecisionMap;
import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.explain.Step;
import dev.portreeve.engine.facts.FactProblem;
import dev.portreeve.engine.oracle.OracleSet;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.workbench.explanation.ExplanationText;
import dev.portreeve.workbench.explanation.OutcomeSearch;
import dev.portreeve.workbench.explanation.Situation;
import dev.portreeve.workbench.output.Palette;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers what somebody types: expressions, checks, and a few commands. */
final class ReplSession {
  /** What stands before a command. */
  static final String COMMAND = ":";

  /** The commands, each with what it does. */
  static final List<List<String>> COMMANDS =
      List.of(
          List.of(":check", "decides the check"),
          List.of(":explain", "says how that comes about, and what would turn it"),
          List.of(":request", "shows the check"),
          List.of(":help", "shows this"),
          List.of(":quit", "ends; so does Ctrl-D"));

  private static final Pattern FACT =
      Pattern.compile(
          "(subject|action|resource|context)\\.(\\w+)\\s*=(?!=)\\s*(.+)", Pattern.DOTALL);
  private static final Set<String> PARTS = Set.of("subject", "action", "resource");
  private static final Set<String> IDENTITY = Set.of("type", "id", "name");

  private final LocalSet set;
  private final Palette palette;
  private JsonObject request;

  /**
   * @param request the check that expressions read
   */
  ReplSession(LocalSet set, JsonObject request, Palette palette) {
    this.set = set;
    this.request = request;
    this.palette = palette;
  }

  /**
   * What is said in return.
   *
   * @param text lines to print, or empty
   * @param good whether what was typed could be answered
   * @param last whether the session ends
   */
  record Reply(String text, boolean good, boolean last) {
    private static Reply of(String text) {
      return new Reply(text, true, false);
    }

    private static Reply bad(String text) {
      return new Reply(text, false, false);
    }
  }

  /** Answers what was typed. */
  Reply answer(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return Reply.of("");
    }
    try {
      if (text.startsWith(COMMAND)) {
        return command(text);
      }
      Optional<JsonObject> check = check(text);
      if (check.isPresent()) {
        return decided(check.get());
      }
      Matcher fact = FACT.matcher(text);
      return fact.matches() ? fact(fact.group(1), fact.group(2), fact.group(3)) : evaluated(text);
    } catch (NoAnswerException e) {
      return Reply.bad(palette.bad("refused:") + " " + e.problem());
    }
  }

  private Reply command(String text) throws NoAnswerException {
    return switch (text) {
      case ":quit", ":q" -> new Reply("", true, true);
      case ":help" -> Reply.of(help());
      case ":request" -> Reply.of(request.encodePrettily());
      case ":check" -> decided(request);
      case ":explain" -> {
        Situation situation = set.situation(request);
        yield Reply.of(
            new ExplanationText(palette)
                .of(situation.explain(), OutcomeSearch.of(situation))
                .stripTrailing());
      }
      default -> Reply.bad("`" + text + "` is no command: see :help");
    };
  }

  private static String help() {
    StringBuilder help = new StringBuilder();
    help.append(
        "An expression is answered by its value and type, read from the check. JSON of a\n");
    help.append(
        "request replaces the check and is decided. `resource.rare = true` changes a fact\n");
    help.append("of the check.\n");
    for (List<String> command : COMMANDS) {
      help.append(String.format("%n  %-9s %s", command.get(0), command.get(1)));
    }
    return help.toString();
  }

  private static Optional<JsonObject> check(String text) {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonObject json = new JsonObject(text);
      boolean request = PARTS.stream().anyMatch(json::containsKey);
      return request ? Optional.of(json) : Optional.empty();
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  private Reply decided(JsonObject check) throws NoAnswerException {
    Situation situation = set.situation(check);
    request = check;
    StringBuilder text = new StringBuilder();
    for (String unknown : set.unknownFacts(check)) {
      text.append(palette.warning("warning:")).append(' ').append(unknown).append('\n');
    }
    JsonObject answer = set.answer(situation.decide(), situation.frame());
    text.append(AnswerText.of(answer, palette).stripTrailing());
    Optional<Step> deciding = situation.explain().deciding();
    deciding.ifPresent(
        step -> text.append("\n  decided by ").append(palette.place(step.location())));
    return Reply.of(text.toString());
  }

  private Reply fact(String entity, String name, String value) {
    boolean own = IDENTITY.contains(name) && !entity.equals("context");
    JsonObject json = request.copy();
    JsonObject part = member(json, entity);
    JsonObject around = own || entity.equals("context") ? part : member(part, "properties");
    around.put(name, FlagValue.json(value));
    List<String> unknown = set.unknownFacts(json);
    if (!unknown.isEmpty() && !set.unknownFacts(request).equals(unknown)) {
      return Reply.bad(unknown.get(unknown.size() - 1));
    }
    request = json;
    return Reply.of("");
  }

  private static JsonObject member(JsonObject parent, String name) {
    JsonObject member = parent.getJsonObject(name, new JsonObject());
    parent.put(name, member);
    return member;
  }

  private Reply evaluated(String text) throws NoAnswerException {
    List<Diagnostic> problems = new ArrayList<>();
    SourceFile typed = new SourceFile("expression", text);
    Optional<Expression> expression = Expression.read(set.snapshot(), typed, problems);
    if (expression.isEmpty()) {
      List<String> rendered = problems.stream().map(Diagnostic::render).toList();
      return Reply.bad(String.join("\n", rendered));
    }
    Situation situation = set.situation(request);
    OracleSet.Evaluated came =
        expression
            .get()
            .evaluate(situation.frame().copy(), situation.team().map(CaseTeam::team).orElse(null));
    String type = palette.faint("  (" + expression.get().type() + ")");
    return came.value().isPresent()
        ? Reply.of(shown(came.value().get()) + type)
        : Reply.bad(problem(came) + type);
  }

  private String problem(OracleSet.Evaluated came) {
    FactProblem problem = came.problem().orElse(FactProblem.FAILURE);
    return switch (problem.kind()) {
      case MISSING -> palette.bad("missing:") + " " + problem.path();
      case INVALID -> palette.bad("ill-typed:") + " " + problem.path();
      case FAILED -> palette.bad("failed:") + " " + came.cause();
    };
  }

  private String shown(Object value) {
    Object plain = value instanceof Decision made ? DecisionMap.of(made) : PlainValue.of(value);
    return palette.strong(JsonText.of(plain));
  }
}
