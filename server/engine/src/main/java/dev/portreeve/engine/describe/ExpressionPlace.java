package dev.portreeve.engine.describe;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.Map;

/** Finds the place of a part of an expression in the file that the expression was read from. */
public final class ExpressionPlace {
  /*
   * YAML folds lines, strips indentation and doubles quotes, and a set that was restored from the
   * cache has kept no places. So the expression is looked for in the text of the file, white space
   * and quotes apart, from the match on that it belongs to.
   */
  private final SourceFile file;
  private final Position from;
  private final boolean exact;

  /** Looks in a whole file. */
  public ExpressionPlace(SourceFile file) {
    this(file, Position.START, true);
  }

  /** Looks in a file from a place on. */
  public ExpressionPlace(SourceFile file, Position from) {
    this(file, from, true);
  }

  private ExpressionPlace(SourceFile file, Position from, boolean exact) {
    this.file = file;
    this.from = from;
    this.exact = exact;
  }

  /** Always answers a place in a file whose text is not at hand. */
  public static ExpressionPlace fixed(String file, Position at) {
    return new ExpressionPlace(new SourceFile(file, ""), at, false);
  }

  /** Where a part begins, as {@code file:line:column}. */
  public String of(CelAbstractSyntaxTree ast, CelExpr part) {
    Position at = exact ? find(ast, part) : from;
    return file.name() + ":" + at.line() + ":" + at.column();
  }

  private Position find(CelAbstractSyntaxTree ast, CelExpr part) {
    String expression = ast.getSource().getContent().toString();
    int begin = beginOf(ast, part, expression);
    String text = file.text();
    for (int i = offset(text, from); i < text.length(); i++) {
      int found = matched(expression, begin, text, i);
      if (found >= 0) {
        return position(text, found);
      }
    }
    return from;
  }

  private static int beginOf(CelAbstractSyntaxTree ast, CelExpr part, String expression) {
    Map<Long, Integer> positions = ast.getSource().getPositionsMap();
    int first =
        FactReads.exprs(part).stream()
            .filter(expr -> positions.containsKey(expr.id()))
            .mapToInt(expr -> positions.getOrDefault(expr.id(), 0))
            .min()
            .orElse(0);
    int at = expression.offsetByCodePoints(0, first);
    while (at > 0 && isCall(expression, first, at)) {
      at--;
    }
    return at;
  }

  /* cel-java places a call at its parenthesis. */
  private static boolean isCall(String expression, int first, int at) {
    char c = expression.charAt(expression.offsetByCodePoints(0, first));
    return (c == '(' || c == '.') && Character.isJavaIdentifierPart(expression.charAt(at - 1));
  }

  /** The index in the text of the expression's wanted character, or -1 if it is not there. */
  private static int matched(String expression, int wanted, String text, int start) {
    int at = start;
    int found = -1;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      while (at < text.length()
          && text.charAt(at) != c
          && isFiller(text.charAt(at))
          && at > start) {
        at++;
      }
      if (at >= text.length() || text.charAt(at) != c) {
        return -1;
      }
      if (found < 0 && i >= wanted) {
        found = at;
      }
      at++;
    }
    return found < 0 ? start : found;
  }

  private static boolean isFiller(char c) {
    return Character.isWhitespace(c) || c == '\'' || c == '\\';
  }

  private static int offset(String text, Position position) {
    int at = 0;
    for (int line = 1; line < position.line(); line++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at;
  }

  private static Position position(String text, int index) {
    int lineBegin = text.lastIndexOf('\n', index - 1) + 1;
    int line = (int) text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    return new Position(line, text.codePointCount(lineBegin, index) + 1);
  }
}
