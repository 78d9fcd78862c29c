package dev.portreeve.engine.describe;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.LongSummaryStatistics;
import java.util.Map;

/** The text of a part of an expression, as its author wrote it. */
public final class SourceSlice {
  private static final int MAX_SHOWN = 80;
  private static final String DIRECTORY = "directory."; // of the names of functions
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private SourceSlice() {}

  /** The text of a part, on one line and shortened. */
  public static String of(CelExpr part, CelAbstractSyntaxTree ast) {
    Map<Long, Integer> positions = ast.getSource().getPositionsMap();
    LongSummaryStatistics places =
        CelNavigableExpr.fromExpr(part)
            .allNodes()
            .filter(node -> positions.containsKey(node.id()))
            .mapToLong(node -> positions.get(node.id()))
            .summaryStatistics();
    String text = ast.getSource().getContent().toString();
    if (places.getCount() == 0) {
      return "a part";
    }
    int begin = nameBefore(text, text.offsetByCodePoints(0, (int) places.getMin()));
    int last = text.offsetByCodePoints(0, (int) places.getMax());
    String slice = text.substring(begin, end(text, begin, last)).replaceAll("\\s+", " ").strip();
    return slice.length() > MAX_SHOWN ? slice.substring(0, MAX_SHOWN) + "…" : slice;
  }

  /* cel-java places a call at its parenthesis, and the name of a policy's variable at its dot. */
  private static int nameBefore(String text, int index) {
    int begin = index;
    if (text.charAt(index) == '(' || text.charAt(index) == '.') {
      while (begin > 0 && Character.isJavaIdentifierPart(text.charAt(begin - 1))) {
        begin--;
      }
    }
    return text.substring(0, begin).endsWith(DIRECTORY) ? begin - DIRECTORY.length() : begin;
  }

  /** Where a part ends of which only the beginning and the last element's place are known. */
  private static int end(String text, int begin, int last) {
    int depth = 0;
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (CLOSING.indexOf(c) >= 0 && depth == 0) {
        return i;
      }
      depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
      boolean operator =
          text.startsWith("&&", i) || text.startsWith("||", i) || "?:,".indexOf(c) >= 0;
      if (i > last && depth == 0 && operator) {
        return i;
      }
    }
    return text.length();
  }
}
