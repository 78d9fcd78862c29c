package dev.portreeve.workbench.space;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.explain.PlainValue;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.TextConversion;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.BooleanType;
import dev.portreeve.engine.type.IntegerType;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.NumberType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.TimestampType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.workbench.explanation.PolicyLiterals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The values that policies may tell apart: of booleans and enumerations all; of strings, numbers
 * and times those that stand in an expression with the field, a neighbour on each side, and one
 * other; of lists none, and each such item alone.
 */
final class CandidateValues {
  private static final int MAX_TEXTS = 60;

  /** What two strings that a policy compares have in common in some checks. */
  private static final String SAME = "the-same";

  private final List<Snapshot> versions;
  private final List<PolicyLiterals> literals = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();

  CandidateValues(List<Snapshot> versions, String action) {
    this.versions = List.copyOf(versions);
    for (Snapshot version : versions) {
      Optional<Policy> policy = version.policy(action);
      policy.ifPresent(known -> literals.add(new PolicyLiterals(version, known)));
      policy.ifPresent(known -> known.tree().forEachExpression(this::asked));
      version.guards().tree().forEachExpression(this::asked);
      version.definitions().forEach(definition -> asked(definition.ast()));
    }
  }

  private void asked(CelAbstractSyntaxTree ast) {
    for (CelExpr expr : FactReads.exprs(ast)) {
      if (expr.exprKind().getKind() == Kind.SELECT && expr.select().testOnly()) {
        FactReads.field(expr).ifPresent(asked::add);
      }
    }
  }

  /** Whether some expression asks whether the field is given. */
  boolean askedFor(String name) {
    return asked.stream().anyMatch(field -> name.equals(field) || name.startsWith(field + "."));
  }

  /** Adds values of a type; whether every other value is treated as one of them. */
  boolean add(String name, ValueType type, List<Object> values) {
    if (type instanceof BooleanType) {
      values.addAll(List.of(false, true));
      return true;
    }
    if (type instanceof StringType text) {
      if (!text.values().isEmpty()) {
        values.addAll(text.values());
        return true;
      }
      texts(name, values);
      values.removeIf(value -> text.accept(value) instanceof InvalidValue);
      return false;
    }
    if (type instanceof IntegerType || type instanceof NumberType) {
      numbers(name, values);
      values.removeIf(value -> type.accept(value) instanceof InvalidValue);
      return false;
    }
    if (type instanceof TimestampType) {
      times(name, values);
      return false;
    }
    if (type instanceof ListType list && list.items() instanceof StringType items) {
      List<Object> texts = new ArrayList<>(items.values());
      if (texts.isEmpty()) {
        texts(name, texts);
      }
      values.add(List.of());
      texts.forEach(item -> values.add(List.of(item)));
      return false;
    }
    return false;
  }

  /** Adds strings, of which there may always be others. */
  void texts(String name, List<Object> values) {
    Set<Object> texts = new LinkedHashSet<>();
    boolean compared = false;
    for (PolicyLiterals one : literals) {
      one.literals(name).stream().filter(String.class::isInstance).forEach(texts::add);
      compared |= one.neighbours(name).size() > 1;
    }
    texts.stream().limit(MAX_TEXTS).forEach(values::add);
    if (compared) {
      values.add(SAME);
    }
    values.add("other-" + name.substring(name.indexOf('.') + 1));
  }

  private void numbers(String name, List<Object> values) {
    Set<Object> compared = new LinkedHashSet<>();
    for (PolicyLiterals one : literals) {
      compared.addAll(one.literals(name));
      one.neighbours(name).forEach(other -> defaultOf(other, compared::add));
    }
    for (Object value : compared) {
      if (value instanceof Long || value instanceof Integer) {
        long number = ((Number) value).longValue();
        values.addAll(List.of(number - 1, number, number + 1));
      } else if (value instanceof Double number) {
        values.addAll(List.of(number - 1, number, number + 1));
      }
    }
    if (values.isEmpty()) {
      values.addAll(List.of(0L, 1L));
    }
  }

  private void defaultOf(String name, Consumer<Object> then) {
    String prefix = "settings.";
    if (name.startsWith(prefix)) {
      for (Snapshot version : versions) {
        version
            .schema()
            .setting(name.substring(prefix.length()))
            .flatMap(Setting::defaultValue)
            .ifPresent(value -> then.accept(PlainValue.of(value)));
      }
    }
  }

  private void times(String name, List<Object> values) {
    Set<Instant> times = new LinkedHashSet<>();
    times.add(Checks.NOW);
    for (PolicyLiterals one : literals) {
      for (Object literal : one.literals(name)) {
        if (literal instanceof String text) {
          moment(text, times);
        }
      }
    }
    for (Instant time : times) {
      for (int second = -1; second <= 1; second++) {
        values.add(time.plusSeconds(second).toString());
      }
    }
  }

  private static void moment(String text, Set<Instant> times) {
    Duration duration = TextConversion.toDuration(text);
    Instant time = TextConversion.toTimestamp(text);
    if (duration != null) {
      times.add(Checks.NOW.minus(duration));
      times.add(Checks.NOW.plus(duration));
    } else if (time != null) {
      times.add(time);
    }
  }
}
