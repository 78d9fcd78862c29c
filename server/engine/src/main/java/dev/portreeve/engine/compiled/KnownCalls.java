package dev.portreeve.engine.compiled;

import dev.portreeve.engine.decision.Members;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls what compiled code calls, with arguments that are known. */
final class KnownCalls {
  private KnownCalls() {}

  /** The method's value, or null when it fails. */
  static @Nullable Object call(RuntimeSupport.Method method, List<Object> a) {
    return switch (method) {
      case CONTAINS_TEXT -> RuntimeSupport.containsText(text(a, 0), a.get(1));
      case CONTAINS_SAME -> RuntimeSupport.containsSame(a.get(0), a.get(1));
      case SAME -> RuntimeSupport.same(a.get(0), a.get(1));
      case OBLIGATION -> a.get(0) instanceof Members all ? RuntimeSupport.obligation(all) : null;
      case CONCAT -> RuntimeSupport.concat(text(a, 0), text(a, 1));
      case CONCAT_LISTS -> RuntimeSupport.concatLists(a.get(0), a.get(1));
      case SIZE_OF_TEXT -> RuntimeSupport.sizeOfText(text(a, 0));
      case SIZE_OF_LIST -> RuntimeSupport.sizeOfList(a.get(0));
      case SIZE_OF_MAP -> RuntimeSupport.sizeOfMap(a.get(0));
      case HAS_KEY -> RuntimeSupport.hasKey(text(a, 0), a.get(1));
      case VALUE_OF -> RuntimeSupport.valueOf(a.get(0), text(a, 1));
      case SIZE_OF_PATTERNS -> RuntimeSupport.sizeOfPatterns(a.get(0));
      case STARTS_WITH -> RuntimeSupport.startsWith(text(a, 0), text(a, 1));
      case ENDS_WITH -> RuntimeSupport.endsWith(text(a, 0), text(a, 1));
      case HOLDS_TEXT -> RuntimeSupport.holdsText(text(a, 0), text(a, 1));
      case ELEMENT -> RuntimeSupport.element(a.get(0), (long) a.get(1));
      case LATER -> RuntimeSupport.later(a.get(0), a.get(1));
      case EARLIER -> RuntimeSupport.earlier(a.get(0), a.get(1));
      case PACKAGE_PROBLEM -> RuntimeSupport.packageProblem(text(a, 0));
      case PACKAGE_REGISTRY -> RuntimeSupport.packageRegistry(text(a, 0));
      case PACKAGE_NAME -> RuntimeSupport.packageName(text(a, 0));
      case PACKAGE_SCOPE -> RuntimeSupport.packageScope(text(a, 0));
      case PACKAGE_SCOPE_IN -> RuntimeSupport.packageScopeIn(text(a, 0), a.get(1));
      case PACKAGE_VERSION -> RuntimeSupport.packageVersion(text(a, 0));
      case PATTERNS_MATCH -> RuntimeSupport.patternsMatch(a.get(0), text(a, 1));
      case PATTERNS_MATCH_VERSION ->
          RuntimeSupport.patternsMatchVersion(a.get(0), text(a, 1), text(a, 2));
      case PATTERNS_FIRST_MATCH ->
          RuntimeSupport.patternsFirstMatch(a.get(0), text(a, 1), text(a, 2));
      case PATTERNS_UNDECIDED -> RuntimeSupport.patternsUndecided(a.get(0), text(a, 1), text(a, 2));
    };
  }

  private static String text(List<Object> arguments, int at) {
    return (String) arguments.get(at);
  }

  /** Whether two values of one kind compare so. */
  static boolean compare(LoweredNode.Compare.Op op, StackKind kind, Object left, Object right) {
    if (kind == StackKind.DOUBLE) {
      double a = (double) left;
      double b = (double) right;
      return switch (op) {
        case EQ -> a == b;
        case NE -> a != b;
        case LT -> a < b;
        case LE -> a <= b;
        case GT -> a > b;
        case GE -> a >= b;
      };
    }
    return switch (op) {
      case EQ -> left.equals(right);
      case NE -> !left.equals(right);
      case LT -> RuntimeSupport.compare(left, right) < 0;
      case LE -> RuntimeSupport.compare(left, right) <= 0;
      case GT -> RuntimeSupport.compare(left, right) > 0;
      case GE -> RuntimeSupport.compare(left, right) >= 0;
    };
  }
}
