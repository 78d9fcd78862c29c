package dev.portreeve.engine.explain;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.lang.ConstantProbe;
import dev.portreeve.engine.oracle.EvaluationWatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that happens while one check is decided. */
final class Recording implements EvaluationWatch, ConstantProbe {
  private final Deque<Evaluation> begun = new ArrayDeque<>();
  private final IdentityHashMap<CelAbstractSyntaxTree, Evaluation> outermost =
      new IdentityHashMap<>();
  private final List<Tried> tried = new ArrayList<>();

  /** A match that was tried. */
  record Tried(int match, boolean held) {}

  /** An expression that was evaluated, with those evaluated inside it. */
  static final class Evaluation {
    private final CelAbstractSyntaxTree ast;
    private final Map<Long, Object> values = new HashMap<>();
    private final List<Evaluation> inside = new ArrayList<>();
    private @Nullable Object result;

    private Evaluation(CelAbstractSyntaxTree ast) {
      this.ast = ast;
    }

    CelAbstractSyntaxTree ast() {
      return ast;
    }

    /** The value of a part, or empty when it was not looked at or has none. */
    Optional<Object> value(CelExpr part) {
      return Optional.ofNullable(values.get(part.id()));
    }

    List<Evaluation> inside() {
      return inside;
    }

    Verdict verdict() {
      Object known = result;
      return known == null ? Verdict.NOT_EVALUATED : Verdict.of(known);
    }
  }

  @Override
  public boolean tried(int match, boolean held) {
    tried.add(new Tried(match, held));
    return held;
  }

  @Override
  public void begin(CelAbstractSyntaxTree ast) {
    Evaluation evaluation = new Evaluation(ast);
    Evaluation around = begun.peek();
    if (around == null) {
      outermost.put(ast, evaluation);
    } else {
      around.inside.add(evaluation);
    }
    begun.push(evaluation);
  }

  @Override
  public void value(CelExpr part, Object value) {
    Evaluation evaluation = begun.peek();
    if (evaluation != null) {
      evaluation.values.putIfAbsent(part.id(), value);
    }
  }

  @Override
  public void end(CelAbstractSyntaxTree ast, Object result) {
    Evaluation evaluation = begun.poll();
    if (evaluation != null) {
      evaluation.result = result;
    }
  }

  /** The matches tried, in order. */
  List<Tried> tried() {
    return tried;
  }

  /** The evaluation of a condition or output, or empty when it was not reached. */
  Optional<Evaluation> of(CelAbstractSyntaxTree ast) {
    return Optional.ofNullable(outermost.get(ast));
  }
}
