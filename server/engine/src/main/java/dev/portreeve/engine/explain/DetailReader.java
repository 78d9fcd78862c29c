package dev.portreeve.engine.explain;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.describe.SourceSlice;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes apart what was evaluated of one document, the guards or a policy. */
final class DetailReader {
  private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_", "_?_:_");

  private final Map<String, CelAbstractSyntaxTree> bodies = new HashMap<>();
  private final OriginReader origins;

  DetailReader(Snapshot snapshot, Policy document, Frame frame, @Nullable Team team) {
    this.origins = new OriginReader(frame, team);
    for (Definition definition : snapshot.definitions()) {
      bodies.put(definition.name(), definition.ast());
    }
    for (RuleTree.Variable variable : document.tree().allVariables()) {
      bodies.put(variable.name(), variable.ast());
    }
  }

  Detail detail(Recording.Evaluation evaluation) {
    CelExpr whole = evaluation.ast().getExpr();
    List<Part> parts = new ArrayList<>();
    addParts(whole, evaluation, parts);
    Map<String, Reading> readings = new LinkedHashMap<>();
    Set<CelExpr> calls = new LinkedHashSet<>();
    gather(whole, new EntryReadings(evaluation), readings, calls);
    List<Recording.Evaluation> inside = new ArrayList<>(evaluation.inside());
    List<Detail.Call> told = new ArrayList<>();
    for (CelExpr call : calls) {
      told.add(call(call, evaluation, inside));
    }
    return new Detail(parts.size() < 2 ? List.of() : parts, List.copyOf(readings.values()), told);
  }

  private static void addParts(CelExpr expr, Recording.Evaluation evaluation, List<Part> parts) {
    if (expr.exprKind().getKind() == Kind.CALL && LOGIC.contains(expr.call().function())) {
      expr.call().args().forEach(side -> addParts(side, evaluation, parts));
      return;
    }
    Verdict verdict = evaluation.value(expr).map(Verdict::of).orElse(Verdict.NOT_EVALUATED);
    parts.add(new Part(SourceSlice.of(expr, evaluation.ast()), verdict));
  }

  /** Goes through an expression for what it reads and calls, in the order written. */
  private void gather(
      CelExpr expr, EntryReadings entries, Map<String, Reading> readings, Set<CelExpr> calls) {
    entries.of(expr).ifPresent(reading -> readings.putIfAbsent(reading.name(), reading));
    if (expr.exprKind().getKind() == Kind.SELECT) {
      Optional<String> field = FactReads.field(expr);
      if (field.isPresent() && bodies.containsKey(field.get())) {
        calls.add(expr);
        return;
      }
      if (field.isPresent()) {
        boolean asked = expr.select().testOnly();
        String name = asked ? "has(" + field.get() + ")" : field.get();
        (asked ? origins.asked(field.get()) : origins.reading(field.get()))
            .ifPresent(reading -> readings.putIfAbsent(name, reading));
        return;
      }
    }
    if (expr.exprKind().getKind() == Kind.IDENT && bodies.containsKey(expr.ident().name())) {
      calls.add(expr);
    }
    if (expr.exprKind().getKind() == Kind.CALL
        && expr.call().target().isEmpty()
        && bodies.containsKey(expr.call().function())) {
      calls.add(expr);
    }
    FactReads.children(expr).forEach(child -> gather(child, entries, readings, calls));
  }

  private Detail.Call call(
      CelExpr call, Recording.Evaluation around, List<Recording.Evaluation> inside) {
    String text = SourceSlice.of(call, around.ast());
    String name =
        call.exprKind().getKind() == Kind.CALL
            ? call.call().function()
            : FactReads.field(call).orElse(text);
    CelAbstractSyntaxTree body = bodies.get(name);
    Optional<Object> value = around.value(call);
    Optional<Recording.Evaluation> behind =
        inside.stream().filter(one -> one.ast() == body).findFirst();
    behind.ifPresent(inside::remove);
    Object shown =
        value
            .map(PlainValue::of)
            .orElseGet(
                () ->
                    behind
                        .map(one -> (Object) one.verdict().toString())
                        .orElse(Verdict.NOT_EVALUATED.toString()));
    return new Detail.Call(
        text,
        shown,
        value.isPresent() || behind.isPresent(),
        behind.map(this::detail).orElseGet(Detail::none));
  }
}
