package dev.portreeve.engine.analysis;

import dev.cel.common.CelAbstractSyntaxTree;

/**
 * A part of an expression as it is written.
 *
 * @param ast the expression
 * @param id of the part in it
 */
record Site(CelAbstractSyntaxTree ast, long id) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Site site && site.ast == ast && site.id == id;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(ast) * 31 + Long.hashCode(id);
  }
}
