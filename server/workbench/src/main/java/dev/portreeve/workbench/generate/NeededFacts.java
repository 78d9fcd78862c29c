package dev.portreeve.workbench.generate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.ActionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields without which an action is never permitted: those that every way through guards
 * and policy reads which does not end in a denial.
 */
final class NeededFacts {
  /*
   * A set of fields, or null for a way that ends in a denial: nobody needs anything for that, so it
   * takes no part when the ways are compared. Of `a && b` only `a` counts, as it is read first, but
   * what either says of the team; `has()` reads nothing.
   */
  private static final Set<String> LAZY = Set.of("_&&_", "_||_", "_?._", "_[?_]");
  private static final List<String> TEAM = List.of("team.", "settings.", "controls.", "change.");
  private static final String CONDITIONAL = "_?_:_";

  private final Map<String, Definition> definitions;
  private final Map<String, CelAbstractSyntaxTree> variables = new HashMap<>();
  private final Set<String> entered = new HashSet<>();

  private final String action;

  private NeededFacts(Snapshot snapshot, String action) {
    this.action = action;
    this.definitions =
        snapshot.definitions().stream()
            .collect(Collectors.toMap(Definition::name, Function.identity()));
  }

  /** The fields, such as {@code resource.kind}, and such as {@code settings.vault_export}. */
  static Set<String> of(Snapshot snapshot, ActionSpec action) {
    List<RuleTree.Match> matches = new ArrayList<>();
    NeededFacts needed = new NeededFacts(snapshot, action.name());
    RuleTree guards = snapshot.guards().of(action);
    needed.name(guards);
    matches.addAll(guards.matches());
    snapshot
        .policy(action.name())
        .ifPresent(
            policy -> {
              needed.name(policy.tree());
              matches.addAll(policy.tree().matches());
            });
    Set<String> fields = needed.from(matches, 0);
    return fields == null ? Set.of() : fields;
  }

  private void name(RuleTree tree) {
    tree.variables().forEach(variable -> variables.put(variable.name(), variable.ast()));
  }

  private @Nullable Set<String> from(List<RuleTree.Match> matches, int at) {
    if (at == matches.size()) {
      return Set.of();
    }
    RuleTree.Match match = matches.get(at);
    if (match.condition().filter(condition -> isNever(condition.getExpr())).isPresent()) {
      return from(matches, at + 1);
    }
    Set<String> read = new HashSet<>();
    match.condition().ifPresent(condition -> read.addAll(fields(condition)));
    Set<String> then = result(match.result());
    Set<String> otherwise = match.condition().isEmpty() ? null : from(matches, at + 1);
    if (then == null && otherwise == null) {
      return null;
    }
    read.addAll(
        then == null ? orNone(otherwise) : otherwise == null ? then : both(then, otherwise));
    return read;
  }

  private @Nullable Set<String> result(RuleTree.Result result) {
    if (result instanceof RuleTree.Result.Nested nested) {
      name(nested.rule());
      return from(nested.rule().matches(), 0);
    }
    CelAbstractSyntaxTree output = ((RuleTree.Result.Output) result).ast();
    return denies(output.getExpr()) ? null : fields(output);
  }

  /** Whether a condition of the guards is about other actions alone. */
  private boolean isNever(CelExpr condition) {
    if (condition.exprKind().getKind() != CelExpr.ExprKind.Kind.CALL) {
      return false;
    }
    List<CelExpr> args = condition.call().args();
    return switch (condition.call().function()) {
      case "_&&_" -> isNever(args.get(0)) || isNever(args.get(1));
      case "_||_" -> isNever(args.get(0)) && isNever(args.get(1));
      case "_==_" -> isAction(args.get(0)) && isOther(args.get(1));
      case "@in" ->
          isAction(args.get(0))
              && args.get(1).exprKind().getKind() == CelExpr.ExprKind.Kind.LIST
              && args.get(1).list().elements().stream().allMatch(this::isOther);
      default -> false;
    };
  }

  private static boolean isAction(CelExpr expr) {
    return FactReads.field(expr).filter("action.name"::equals).isPresent();
  }

  private boolean isOther(CelExpr expr) {
    return FactReads.text(expr).filter(name -> !name.equals(action)).isPresent();
  }

  private boolean denies(CelExpr output) {
    CelExpr expr = output;
    while (expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL) {
      Optional<CelExpr> target = expr.call().target();
      if (target.isEmpty()) {
        Definition called = definitions.get(expr.call().function());
        return called == null
            ? expr.call().function().equals("deny")
            : denies(called.ast().getExpr());
      }
      expr = target.get();
    }
    return false;
  }

  private Set<String> fields(CelAbstractSyntaxTree ast) {
    return fields(ast.getExpr());
  }

  private Set<String> fields(CelExpr expr) {
    return switch (expr.exprKind().getKind()) {
      case SELECT -> select(expr);
      case CALL -> call(expr.call());
      case COMPREHENSION -> fields(expr.comprehension().iterRange());
      case LIST, MAP, STRUCT -> all(FactReads.children(expr));
      default -> Set.of();
    };
  }

  private Set<String> select(CelExpr expr) {
    Optional<String> field = FactReads.field(expr);
    if (expr.select().testOnly()) {
      return field.filter(NeededFacts::isOfTeam).map(Set::of).orElseGet(Set::of);
    }
    if (field.isEmpty()) {
      return fields(expr.select().operand());
    }
    CelAbstractSyntaxTree variable = variables.get(field.get());
    if (variable == null) {
      return field.get().startsWith(Variables.PREFIX) ? Set.of() : Set.of(first(field.get()));
    }
    return entered.add(field.get()) ? leaving(field.get(), fields(variable)) : Set.of();
  }

  /** Of a field within a field the outer one. */
  private static String first(String field) {
    String[] parts = field.split("\\.", -1);
    return parts[0] + "." + parts[1];
  }

  private Set<String> leaving(String name, Set<String> found) {
    entered.remove(name);
    return found;
  }

  private Set<String> call(CelExpr.CelCall call) {
    if (LAZY.contains(call.function())) {
      Set<String> read = new HashSet<>(fields(call.args().get(0)));
      all(call.args()).stream().filter(NeededFacts::isOfTeam).forEach(read::add);
      return read;
    }
    if (call.function().equals(CONDITIONAL)) {
      Set<String> read = new HashSet<>(fields(call.args().get(0)));
      read.addAll(both(fields(call.args().get(1)), fields(call.args().get(2))));
      return read;
    }
    Set<String> read = all(call.args());
    call.target().ifPresent(target -> read.addAll(fields(target)));
    Definition called = call.target().isPresent() ? null : definitions.get(call.function());
    if (called != null && entered.add(called.name())) {
      read.addAll(leaving(called.name(), fields(called.ast())));
    }
    return read;
  }

  /** Whether a field is one of the team, which is read whenever the request names it. */
  static boolean isOfTeam(String field) {
    return TEAM.stream().anyMatch(field::startsWith);
  }

  private Set<String> all(List<CelExpr> exprs) {
    Set<String> read = new HashSet<>();
    exprs.forEach(expr -> read.addAll(fields(expr)));
    return read;
  }

  private static Set<String> both(Set<String> one, Set<String> other) {
    Set<String> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }

  private static Set<String> orNone(@Nullable Set<String> fields) {
    return fields == null ? Set.of() : fields;
  }
}
