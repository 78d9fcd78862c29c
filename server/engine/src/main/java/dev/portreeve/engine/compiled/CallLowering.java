package dev.portreeve.engine.compiled;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.portreeve.engine.lang.Builtin;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.DirectoryFunction;
import dev.portreeve.engine.lang.LibraryFunctions;
import dev.portreeve.engine.type.ValueList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lowers operators, standard functions, built-in functions and calls of definitions. */
final class CallLowering {
  private static final Map<String, LoweredNode.Compare.Op> COMPARISONS =
      Map.of(
          "_==_", LoweredNode.Compare.Op.EQ,
          "_!=_", LoweredNode.Compare.Op.NE,
          "_<_", LoweredNode.Compare.Op.LT,
          "_<=_", LoweredNode.Compare.Op.LE,
          "_>_", LoweredNode.Compare.Op.GT,
          "_>=_", LoweredNode.Compare.Op.GE);
  private static final Set<CelKind> COMPARED =
      Set.of(
          CelKind.BOOL,
          CelKind.INT,
          CelKind.DOUBLE,
          CelKind.STRING,
          CelKind.TIMESTAMP,
          CelKind.DURATION);
  private static final String ACTION = "action";
  private static final Map<Builtin, RuntimeSupport.Method> DIRECT = new EnumMap<>(Builtin.class);

  static {
    DIRECT.put(Builtin.PACKAGE_PROBLEM, RuntimeSupport.Method.PACKAGE_PROBLEM);
    DIRECT.put(Builtin.PACKAGE_REGISTRY, RuntimeSupport.Method.PACKAGE_REGISTRY);
    DIRECT.put(Builtin.PACKAGE_NAME, RuntimeSupport.Method.PACKAGE_NAME);
    DIRECT.put(Builtin.PACKAGE_SCOPE, RuntimeSupport.Method.PACKAGE_SCOPE);
    DIRECT.put(Builtin.PACKAGE_VERSION, RuntimeSupport.Method.PACKAGE_VERSION);
    DIRECT.put(Builtin.PATTERNS_MATCH, RuntimeSupport.Method.PATTERNS_MATCH);
    DIRECT.put(Builtin.PATTERNS_MATCH_VERSION, RuntimeSupport.Method.PATTERNS_MATCH_VERSION);
    DIRECT.put(Builtin.PATTERNS_FIRST_MATCH, RuntimeSupport.Method.PATTERNS_FIRST_MATCH);
    DIRECT.put(Builtin.PATTERNS_UNDECIDED, RuntimeSupport.Method.PATTERNS_UNDECIDED);
    DIRECT.put(Builtin.PATTERNS_SIZE, RuntimeSupport.Method.SIZE_OF_PATTERNS);
  }

  private final Lowering lowering;

  CallLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** The kinds of values with parts, which are equal when their parts are. */
  private static final Set<CelKind> WHOLE =
      EnumSet.of(CelKind.LIST, CelKind.MAP, CelKind.STRUCT, CelKind.OPAQUE);

  LoweredNode call(CelExpr expr) throws Unsupported {
    CelExpr.CelCall call = expr.call();
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    Optional<Definition> definition = lowering.policy().definition(call.function());
    if (definition.isPresent()) {
      return definition(definition.get(), operands);
    }
    Optional<DirectoryFunction> asking = DirectoryFunction.of(call.function());
    if (asking.isPresent() && call.target().isEmpty()) {
      return new LoweredNode.Entry(asking.get(), lowerAll(operands));
    }
    Optional<Builtin> builtin = builtin(expr);
    if (builtin.isPresent()) {
      return builtin(builtin.get(), lowerAll(operands));
    }
    Optional<LoweredNode> folded = Folding.standard(lowering.policy(), lowering.ast(), expr);
    return folded.isPresent() ? folded.get() : standard(expr, operands);
  }

  private Optional<Builtin> builtin(CelExpr expr) {
    List<String> overloads =
        lowering.ast().getReference(expr.id()).map(CelReference::overloadIds).orElseThrow();
    for (Builtin builtin : Builtin.values()) {
      if (overloads.contains(builtin.overload())) {
        return Optional.of(builtin);
      }
    }
    return Optional.empty();
  }

  private Optional<Builtin.Body> library(CelExpr expr) {
    List<String> overloads =
        lowering.ast().getReference(expr.id()).map(CelReference::overloadIds).orElseThrow();
    return overloads.size() == 1 ? LibraryFunctions.body(overloads.get(0)) : Optional.empty();
  }

  private LoweredNode library(CelExpr expr, List<CelExpr> operands, List<LoweredNode> nodes)
      throws Unsupported {
    String function = expr.call().function();
    Builtin.Body body =
        library(expr).orElseThrow(() -> new Unsupported("the function `" + function + "`"));
    for (CelExpr operand : operands) {
      if (!isPlain(lowering.type(operand))) {
        throw new Unsupported("`" + function + "` of objects");
      }
    }
    LoweredNode.Library call =
        new LoweredNode.Library(body, StackKind.of(lowering.type(expr)), nodes);
    return call.arguments().stream().allMatch(LoweredNode.Const.class::isInstance)
        ? Folding.library(call)
        : call;
  }

  /** Whether values of a type are the same objects here and in cel-java's runtime. */
  private static boolean isPlain(CelType type) {
    return type.kind() == CelKind.LIST
        ? isPlain(((ListType) type).elemType())
        : COMPARED.contains(type.kind());
  }

  private List<LoweredNode> lowerAll(List<CelExpr> operands) throws Unsupported {
    List<LoweredNode> nodes = new ArrayList<>();
    for (CelExpr operand : operands) {
      nodes.add(lowering.lower(operand));
    }
    return nodes;
  }

  /**
   * Inlines a definition; what it says of the request and the team alone is worked out at most once
   * per decision.
   */
  private LoweredNode definition(Definition definition, List<CelExpr> operands) throws Unsupported {
    if (operands.isEmpty()) {
      return lowering.policy().definition(definition);
    }
    List<LoweredNode> arguments = new ArrayList<>();
    for (LoweredNode argument : lowerAll(operands)) {
      arguments.add(lowering.policy().unbound(argument));
    }
    return lowering.policy().shared(definition, arguments, () -> inlined(definition, arguments));
  }

  private LoweredNode inlined(Definition definition, List<LoweredNode> arguments)
      throws Unsupported {
    Map<String, LoweredNode> names = new HashMap<>();
    List<LoweredNode.Let> lets = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      LoweredNode argument = arguments.get(i);
      Definition.Parameter parameter = definition.parameters().get(i);
      if (argument instanceof LoweredNode.Const) {
        names.put(parameter.name(), argument);
        continue;
      }
      LocalVariable var =
          new LocalVariable(definition.name() + "." + parameter.name(), argument.kind(), false);
      lowering.policy().elementPath(var, lowering.policy().path(argument));
      lowering.policy().bind(var, argument);
      lets.add(new LoweredNode.Let(var, argument, argument));
      names.put(parameter.name(), new LoweredNode.Local(var));
    }
    LoweredNode body = new Lowering(lowering.policy(), definition.ast(), names).lower();
    for (int i = lets.size() - 1; i >= 0; i--) {
      body = new LoweredNode.Let(lets.get(i).var(), lets.get(i).value(), body);
    }
    return body;
  }

  private LoweredNode builtin(Builtin builtin, List<LoweredNode> arguments) {
    if (arguments.stream().allMatch(LoweredNode.Const.class::isInstance)) {
      Optional<LoweredNode> folded = Folding.builtin(builtin, arguments);
      if (folded.isPresent()) {
        return folded.get();
      }
    }
    if (builtin == Builtin.OBLIGATION_WITH
        && arguments.get(1) instanceof LoweredNode.MapOf members
        && !members.keys().contains(ACTION)) {
      return obligation(arguments.get(0), members);
    }
    RuntimeSupport.Method direct = DIRECT.get(builtin);
    if (direct == null) {
      return new LoweredNode.Invoke(builtin, arguments);
    }
    LoweredNode.Call call = new LoweredNode.Call(direct, arguments);
    boolean ofRequest = arguments.stream().allMatch(LoweredNode.Ident.class::isInstance);
    return ofRequest ? lowering.policy().shared(call) : call;
  }

  /** An obligation whose members, the action first, are put in one map from the start. */
  private static LoweredNode obligation(LoweredNode action, LoweredNode.MapOf members) {
    List<String> keys = new ArrayList<>(List.of(ACTION));
    keys.addAll(members.keys());
    List<LoweredNode> values = new ArrayList<>(List.of(action));
    values.addAll(members.values());
    return new LoweredNode.Call(
        RuntimeSupport.Method.OBLIGATION, List.of(new LoweredNode.MapOf(keys, values)));
  }

  private LoweredNode standard(CelExpr expr, List<CelExpr> operands) throws Unsupported {
    String function = expr.call().function();
    if (COMPARISONS.containsKey(function)) {
      return comparison(COMPARISONS.get(function), operands);
    }
    if (function.equals("@in")) {
      return membership(operands);
    }
    List<LoweredNode> nodes = lowerAll(operands);
    return switch (function) {
      case "_&&_" -> Folding.logic(new LoweredNode.Logic(true, nodes.get(0), nodes.get(1)));
      case "_||_" -> Folding.logic(new LoweredNode.Logic(false, nodes.get(0), nodes.get(1)));
      case "!_" -> Folding.not(nodes.get(0));
      case "_?_:_" ->
          Folding.conditional(new LoweredNode.If(nodes.get(0), nodes.get(1), nodes.get(2)));
      case "size" -> size(operands.get(0), nodes);
      case "_+_" -> sum(operands, nodes);
      case "_-_" -> difference(operands, nodes);
      case "_[_]" -> index(operands, nodes);
      case "startsWith" -> new LoweredNode.Call(RuntimeSupport.Method.STARTS_WITH, nodes);
      case "endsWith" -> new LoweredNode.Call(RuntimeSupport.Method.ENDS_WITH, nodes);
      case "contains" -> new LoweredNode.Call(RuntimeSupport.Method.HOLDS_TEXT, nodes);
      case "matches" -> find(nodes);
      default -> library(expr, operands, nodes);
    };
  }

  private LoweredNode comparison(LoweredNode.Compare.Op op, List<CelExpr> operands)
      throws Unsupported {
    CelType left = lowering.type(operands.get(0));
    CelType right = lowering.type(operands.get(1));
    boolean equality = op == LoweredNode.Compare.Op.EQ || op == LoweredNode.Compare.Op.NE;
    if (equality && left.kind() == right.kind() && WHOLE.contains(left.kind())) {
      LoweredNode same = new LoweredNode.Call(RuntimeSupport.Method.SAME, lowerAll(operands));
      return op == LoweredNode.Compare.Op.EQ ? same : Folding.not(same);
    }
    if (left.kind() != right.kind() || !COMPARED.contains(left.kind())) {
      throw new Unsupported("a comparison of " + left.name() + " with " + right.name());
    }
    if (left.kind() == CelKind.BOOL
        && op != LoweredNode.Compare.Op.EQ
        && op != LoweredNode.Compare.Op.NE) {
      throw new Unsupported("an order of truth values");
    }
    List<LoweredNode> nodes = lowerAll(operands);
    return Folding.comparison(new LoweredNode.Compare(op, nodes.get(0), nodes.get(1)));
  }

  private LoweredNode membership(List<CelExpr> operands) throws Unsupported {
    CelType container = lowering.type(operands.get(1));
    CelKind element = lowering.type(operands.get(0)).kind();
    if (isMap(container) && element == CelKind.STRING) {
      return new LoweredNode.Call(RuntimeSupport.Method.HAS_KEY, lowerAll(operands));
    }
    if (container.kind() != CelKind.LIST
        || ((ListType) container).elemType().kind() != element
        || !COMPARED.contains(element) && !WHOLE.contains(element)) {
      throw new Unsupported("membership in " + container.name());
    }
    if (isScope(operands.get(0))) {
      return scopeIn(operands);
    }
    List<LoweredNode> nodes = lowerAll(operands);
    if (nodes.get(1) instanceof LoweredNode.Const set && element == CelKind.STRING) {
      Set<String> values = new LinkedHashSet<>();
      ((ValueList) set.value()).forEach(value -> values.add((String) value));
      return Folding.membership(new LoweredNode.InSet(nodes.get(0), values));
    }
    return new LoweredNode.Call(
        element == CelKind.STRING
            ? RuntimeSupport.Method.CONTAINS_TEXT
            : RuntimeSupport.Method.CONTAINS_SAME,
        nodes);
  }

  private boolean isScope(CelExpr expr) {
    return expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
        && builtin(expr).filter(Builtin.PACKAGE_SCOPE::equals).isPresent();
  }

  /** Whether the scope of a package is one of a list, told without making its text. */
  private LoweredNode scopeIn(List<CelExpr> operands) throws Unsupported {
    return new LoweredNode.Call(
        RuntimeSupport.Method.PACKAGE_SCOPE_IN,
        List.of(
            lowering.lower(operands.get(0).call().args().get(0)), lowering.lower(operands.get(1))));
  }

  private LoweredNode size(CelExpr operand, List<LoweredNode> nodes) throws Unsupported {
    return switch (lowering.type(operand).kind()) {
      case STRING -> new LoweredNode.Call(RuntimeSupport.Method.SIZE_OF_TEXT, nodes);
      case LIST -> new LoweredNode.Call(RuntimeSupport.Method.SIZE_OF_LIST, nodes);
      case MAP -> new LoweredNode.Call(RuntimeSupport.Method.SIZE_OF_MAP, nodes);
      default -> throw new Unsupported("the size of " + lowering.type(operand).name());
    };
  }

  private LoweredNode sum(List<CelExpr> operands, List<LoweredNode> nodes) throws Unsupported {
    return switch (lowering.type(operands.get(0)).kind()) {
      case STRING -> new LoweredNode.Call(RuntimeSupport.Method.CONCAT, nodes);
      case LIST -> Folding.lists(new LoweredNode.Call(RuntimeSupport.Method.CONCAT_LISTS, nodes));
      case TIMESTAMP, DURATION -> new LoweredNode.Call(RuntimeSupport.Method.LATER, nodes);
      default -> throw new Unsupported("arithmetic");
    };
  }

  private LoweredNode difference(List<CelExpr> operands, List<LoweredNode> nodes)
      throws Unsupported {
    return switch (lowering.type(operands.get(0)).kind()) {
      case TIMESTAMP, DURATION -> new LoweredNode.Call(RuntimeSupport.Method.EARLIER, nodes);
      default -> throw new Unsupported("arithmetic");
    };
  }

  private LoweredNode index(List<CelExpr> operands, List<LoweredNode> nodes) throws Unsupported {
    CelType container = lowering.type(operands.get(0));
    CelKind index = lowering.type(operands.get(1)).kind();
    if (isMap(container) && index == CelKind.STRING) {
      return value(RuntimeSupport.Method.VALUE_OF, nodes, ((MapType) container).valueType());
    }
    if (container.kind() == CelKind.LIST && index == CelKind.INT) {
      return value(RuntimeSupport.Method.ELEMENT, nodes, ((ListType) container).elemType());
    }
    throw new Unsupported("an index into " + container.name());
  }

  /** What a container has under a key or index. */
  static LoweredNode value(RuntimeSupport.Method method, List<LoweredNode> nodes, CelType type) {
    LoweredNode call = new LoweredNode.Call(method, nodes);
    StackKind kind = StackKind.of(type);
    return kind == StackKind.OBJECT ? call : new LoweredNode.Unboxed(call, kind);
  }

  /** Whether a type is a map by strings. */
  static boolean isMap(CelType type) {
    return type instanceof MapType map && map.keyType().kind() == CelKind.STRING;
  }

  private static LoweredNode find(List<LoweredNode> nodes) throws Unsupported {
    if (nodes.get(1) instanceof LoweredNode.Const pattern) {
      try {
        return new LoweredNode.Find(nodes.get(0), Pattern.compile((String) pattern.value()));
      } catch (PatternSyntaxException e) {
        throw new Unsupported("a pattern that is not valid");
      }
    }
    throw new Unsupported("a pattern that is no literal");
  }
}
