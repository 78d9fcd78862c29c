package dev.portreeve.engine.lang;

import dev.cel.common.ast.CelExpr;

/** Which folds are bindings: {@code cel.bind} becomes a fold through nothing. */
public final class Bindings {
  private static final String UNUSED = "#unused";

  private Bindings() {}

  /** Whether a fold only gives its start a name. */
  public static boolean isBinding(CelExpr.CelComprehension fold) {
    return fold.iterVar().equals(UNUSED);
  }
}
