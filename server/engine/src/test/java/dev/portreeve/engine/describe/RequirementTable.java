package dev.portreeve.engine.describe;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.schema.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table of a set's rules by action, in Markdown, derived from the checked policies so that it
 * cannot say anything else than they do.
 */
public final class RequirementTable {
  private static final String BEGIN = "<!-- requirements -->\n";
  private static final String END = "<!-- /requirements -->";
  private static final String EVERY_ACTION = "every action, first";
  private static final String HEAD =
      """
      | action | reasons | requirements | settings and their plans | who: asks for |
      |---|---|---|---|---|
      """;

  private final Snapshot snapshot;

  private RequirementTable(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The table: a row for the guards, then one per action, by name. */
  public static String of(Snapshot snapshot) {
    RequirementTable table = new RequirementTable(snapshot);
    List<String> rows = new ArrayList<>();
    snapshot.guards().document().ifPresent(guards -> rows.add(table.row(guards, EVERY_ACTION)));
    for (String action : new TreeSet<>(snapshot.policies())) {
      rows.add(table.row(snapshot.policy(action).orElseThrow(), "`" + action + "`"));
    }
    return HEAD + String.join("\n", rows) + "\n";
  }

  /**
   * A text with the table between its marks, or empty when it has no marks.
   *
   * @param document with {@code <!-- requirements -->} and {@code <!-- /requirements -->} on lines
   *     of their own
   */
  public static Optional<String> inserted(String document, Snapshot snapshot) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    return begin < 0 || end < begin
        ? Optional.empty()
        : Optional.of(
            document.substring(0, begin + BEGIN.length()) + of(snapshot) + document.substring(end));
  }

  private String row(Policy policy, String title) {
    FactReads reads = new FactReads(snapshot.definitions());
    List<CelAbstractSyntaxTree> conditions = new ArrayList<>();
    Set<String> rules = new LinkedHashSet<>();
    policy.tree().allVariables().forEach(variable -> conditions.add(variable.ast()));
    for (RuleTree.Match match : policy.matches()) {
      rules.addAll(cited(match));
      match.condition().ifPresent(conditions::add);
      if (match.result() instanceof RuleTree.Result.Output output) {
        reads.enter(output.ast());
      }
    }
    Set<String> reasons = new LinkedHashSet<>(reads.reasons());
    conditions.forEach(reads::enter);
    return "| "
        + String.join(
            " | ",
            title,
            code(reasons),
            String.join(", ", new TreeSet<>(rules)),
            String.join("; ", plans(reads.fields())),
            code(who(conditions)))
        + " |";
  }

  /** The requirements of a match, each with the actions for which the match does not count. */
  private static List<String> cited(RuleTree.Match match) {
    String except = match.except().isEmpty() ? "" : " (not for " + code(match.except()) + ")";
    return match.cites().stream().map(id -> id + except).toList();
  }

  /** The settings that are read, each with the plans that have it. */
  private List<String> plans(Collection<String> fields) {
    List<String> plans = new ArrayList<>();
    if (fields.contains("change.on_plan")) {
      plans.add("the one that changes: its own plans");
    }
    for (Setting setting : snapshot.schema().settings()) {
      String key = setting.key();
      if (fields.stream().anyMatch(field -> reads(field, key))) {
        String on = setting.plans().isEmpty() ? "every plan" : String.join(", ", setting.plans());
        plans.add("`" + key + "`: " + on);
      }
    }
    if (fields.contains("team.plan")) {
      plans.add("the plan itself");
    }
    return plans;
  }

  private static boolean reads(String field, String setting) {
    return List.of("controls.", "settings.", "change.settings.").stream()
        .map(variable -> variable + setting)
        .anyMatch(read -> field.equals(read) || field.startsWith(read + "."));
  }

  /** What conditions ask of the subject: definitions that read its facts, and facts themselves. */
  private Set<String> who(List<CelAbstractSyntaxTree> conditions) {
    Set<String> who = new LinkedHashSet<>();
    for (CelAbstractSyntaxTree condition : conditions) {
      for (CelExpr expr : FactReads.exprs(condition)) {
        if (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL) {
          asked(expr.call()).ifPresent(who::add);
        }
        FactReads.field(expr).filter(field -> field.startsWith("subject.")).ifPresent(who::add);
      }
    }
    return who;
  }

  private Optional<String> asked(CelExpr.CelCall call) {
    return snapshot.definitions().stream()
        .filter(definition -> definition.name().equals(call.function()))
        .filter(this::readsSubject)
        .findFirst()
        .map(definition -> definition.name() + "(" + arguments(call) + ")");
  }

  private boolean readsSubject(Definition definition) {
    FactReads reads = new FactReads(snapshot.definitions());
    reads.enter(definition.ast());
    return reads.fields().stream().anyMatch(field -> field.startsWith("subject."));
  }

  private static String arguments(CelExpr.CelCall call) {
    return call.args().stream()
        .map(argument -> FactReads.text(argument).map(text -> '"' + text + '"').orElse("…"))
        .collect(Collectors.joining(", "));
  }

  private static String code(Collection<String> texts) {
    return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
  }
}
