package dev.portreeve.engine.analysis;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.portreeve.engine.lang.CelSpecFixups;
import dev.portreeve.engine.lang.TextConversion;
import dev.portreeve.engine.net.CidrRange;
import dev.portreeve.engine.net.IpAddress;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what can be worked out before any check and fails, so that every check would. */
final class ConstantFaults {
  private static final Conversion IP =
      new Conversion(text -> IpAddress.isAddress(text) ? text : null, "an IP address", "10.1.2.3");
  private static final Conversion CIDR =
      new Conversion(
          text -> CidrRange.isRange(text) ? text : null,
          "a range of addresses in CIDR notation",
          "10.0.0.0/8");
  private static final Map<String, Conversion> CONVERSIONS =
      Map.of(
          "timestamp",
          new Conversion(TextConversion::toTimestamp, "an RFC 3339 time", "2026-01-31T12:00:00Z"),
          "duration",
          new Conversion(TextConversion::toDuration, "a duration in h, m, s, ms, us, ns", "1h30m"),
          "int",
          new Conversion(TextConversion::toInt, "an integer of 64 bits", "-12"),
          "double",
          new Conversion(TextConversion::toDouble, "a number", "1.5"),
          "ip",
          IP,
          "containsIP",
          IP,
          "cidr",
          CIDR,
          "containsCIDR",
          CIDR);
  /* Of timestamps, each with a time zone as its argument. */
  private static final Set<String> ZONED =
      Set.of(
          "getFullYear",
          "getMonth",
          "getDate",
          "getDayOfMonth",
          "getDayOfWeek",
          "getDayOfYear",
          "getHours",
          "getMinutes",
          "getSeconds",
          "getMilliseconds");
  private static final Conversion ZONE =
      new Conversion(ConstantFaults::zone, "a time zone", "Europe/Berlin` or `+02:00");
  private static final Pattern OFFSET = Pattern.compile("[+-]?\\d{1,2}:\\d{2}");
  private static final Set<String> DIVISIONS = Set.of("_/_", "_%_");

  private final Findings findings;
  private final Supplier<Cel> cel;
  private final Set<String> ours;

  /** A conversion of texts and how such a text looks. */
  private record Conversion(
      Function<String, @Nullable Object> from, String wanted, String example) {}

  /**
   * @param cel works out what has no names in it
   * @param ours functions that are not CEL's own, which a constant may stand in without being one
   */
  ConstantFaults(Findings findings, Supplier<Cel> cel, Set<String> ours) {
    this.findings = findings;
    this.cel = cel;
    this.ours = ours;
  }

  /** Looks at an expression with all its parts. */
  void look(CelAbstractSyntaxTree ast) {
    look(ast, ast.getExpr());
  }

  /** What is known of a part. */
  private enum Part {
    CONSTANT,
    VARYING,
    FAULTY
  }

  private Part look(CelAbstractSyntaxTree ast, CelExpr expr) {
    Part part = Part.CONSTANT;
    for (CelExpr inner : Parts.of(expr)) {
      Part found = look(ast, inner);
      part = found.compareTo(part) > 0 ? found : part;
    }
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> Part.CONSTANT;
      case LIST -> part;
      case MAP -> repeatedKey(ast, expr.map()) ? Part.FAULTY : part;
      case CALL -> call(ast, expr, part);
      default -> part == Part.FAULTY ? part : Part.VARYING;
    };
  }

  private Part call(CelAbstractSyntaxTree ast, CelExpr expr, Part operands) {
    String function = expr.call().function();
    List<CelExpr> arguments = expr.call().args();
    Site site = new Site(ast, expr.id());
    if (operands == Part.FAULTY) {
      return operands;
    }
    Conversion conversion = ZONED.contains(function) ? ZONE : CONVERSIONS.get(function);
    if (conversion != null && arguments.size() == 1 && isText(arguments.get(0))) {
      Part known = ours.contains(function) ? Part.VARYING : operands;
      return converts(conversion, ast, arguments.get(0)) ? known : Part.FAULTY;
    }
    if (ours.contains(function)) {
      return Part.VARYING;
    }
    if (function.equals("matches") && isText(arguments.get(arguments.size() - 1))) {
      return pattern(ast, arguments.get(arguments.size() - 1)) ? Part.FAULTY : operands;
    }
    if (DIVISIONS.contains(function) && isZero(arguments.get(1))) {
      String what = function.equals("_/_") ? "divides" : "takes the remainder of a division";
      findings.add(site, "this " + what + " by zero", "");
      return Part.FAULTY;
    }
    if (operands == Part.VARYING) {
      return operands;
    }
    return fails(ast, expr) ? Part.FAULTY : Part.CONSTANT;
  }

  private boolean converts(Conversion conversion, CelAbstractSyntaxTree ast, CelExpr literal) {
    String text = literal.constant().stringValue();
    boolean converts = conversion.from().apply(text) != null;
    if (!converts) {
      findings.add(
          new Site(ast, literal.id()),
          "`" + text + "` is not " + conversion.wanted(),
          "write it like `" + conversion.example() + "`");
    }
    return converts;
  }

  /** CEL takes an offset without its sign, too. */
  private static @Nullable ZoneId zone(String text) {
    try {
      if (!OFFSET.matches(text)) {
        return ZoneId.of(text);
      }
      String signed = text.startsWith("+") || text.startsWith("-") ? text : "+" + text;
      return ZoneId.of(signed.length() < 6 ? signed.charAt(0) + "0" + signed.substring(1) : signed);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private boolean pattern(CelAbstractSyntaxTree ast, CelExpr literal) {
    try {
      var unused = Pattern.compile(literal.constant().stringValue());
      return false;
    } catch (PatternSyntaxException e) {
      findings.add(
          new Site(ast, literal.id()),
          "not a valid regular expression: " + e.getDescription(),
          "patterns are in RE2 syntax, without look-around and back references");
      return true;
    }
  }

  private boolean repeatedKey(CelAbstractSyntaxTree ast, CelExpr.CelMap map) {
    Map<Object, Boolean> keys = new HashMap<>();
    for (CelExpr.CelMap.Entry entry : map.entries()) {
      if (Parts.isConstant(entry.key()) && keys.put(key(entry.key().constant()), true) != null) {
        findings.add(
            new Site(ast, entry.key().id()), "the key is there twice", "keep one of the two");
        return true;
      }
    }
    return false;
  }

  /** Keys that are equal as CEL sees it: numbers by their value. */
  private static Object key(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE -> (double) constant.int64Value();
      case UINT64_VALUE -> constant.uint64Value().doubleValue();
      default -> constant;
    };
  }

  private boolean fails(CelAbstractSyntaxTree ast, CelExpr expr) {
    try {
      var unused =
          cel.get()
              .createProgram(
                  CelSpecFixups.repaired(
                      CelAbstractSyntaxTree.newCheckedAst(
                          expr, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap())))
              .eval();
      return false;
    } catch (CelEvaluationException | RuntimeException e) {
      findings.add(
          Parts.begin(ast, expr),
          "this has no value",
          "it fails whatever is asked: an overflow, an index or a key that is not there");
      return true;
    }
  }

  private static boolean isText(CelExpr expr) {
    return Parts.isConstant(expr) && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private static boolean isZero(CelExpr expr) {
    if (!Parts.isConstant(expr)) {
      return false;
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> constant.int64Value() == 0;
      case UINT64_VALUE -> constant.uint64Value().longValue() == 0;
      default -> false;
    };
  }
}
