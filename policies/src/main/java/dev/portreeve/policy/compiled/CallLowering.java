package dev.portreeve.policy.compiled;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.portreeve.policy.lang.Builtin;
import dev.portreeve.policy.lang.Definition;
import dev.portreeve.policy.type.ValueList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lowers operators, standard functions, built-in functions and calls of definitions. */
final class CallLowering {
  private static final Map<String, Node.Compare.Op> COMPARISONS =
      Map.of(
          "_==_", Node.Compare.Op.EQ,
          "_!=_", Node.Compare.Op.NE,
          "_<_", Node.Compare.Op.LT,
          "_<=_", Node.Compare.Op.LE,
          "_>_", Node.Compare.Op.GT,
          "_>=_", Node.Compare.Op.GE);
  private static final Set<CelKind> COMPARED =
      Set.of(
          CelKind.BOOL,
          CelKind.INT,
          CelKind.DOUBLE,
          CelKind.STRING,
          CelKind.TIMESTAMP,
          CelKind.DURATION);
  private static final String ACTION = "action";
  private static final Map<Builtin, Ops.Method> DIRECT = new EnumMap<>(Builtin.class);

  static {
    DIRECT.put(Builtin.PACKAGE_PROBLEM, Ops.Method.PACKAGE_PROBLEM);
    DIRECT.put(Builtin.PACKAGE_REGISTRY, Ops.Method.PACKAGE_REGISTRY);
    DIRECT.put(Builtin.PACKAGE_NAME, Ops.Method.PACKAGE_NAME);
    DIRECT.put(Builtin.PACKAGE_SCOPE, Ops.Method.PACKAGE_SCOPE);
    DIRECT.put(Builtin.PACKAGE_VERSION, Ops.Method.PACKAGE_VERSION);
    DIRECT.put(Builtin.PATTERNS_MATCH, Ops.Method.PATTERNS_MATCH);
    DIRECT.put(Builtin.PATTERNS_MATCH_VERSION, Ops.Method.PATTERNS_MATCH_VERSION);
    DIRECT.put(Builtin.PATTERNS_FIRST_MATCH, Ops.Method.PATTERNS_FIRST_MATCH);
    DIRECT.put(Builtin.PATTERNS_UNDECIDED, Ops.Method.PATTERNS_UNDECIDED);
    DIRECT.put(Builtin.PATTERNS_SIZE, Ops.Method.SIZE_OF_PATTERNS);
  }

  private final Lowering lowering;

  CallLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  Node call(CelExpr expr) throws Unsupported {
    CelExpr.CelCall call = expr.call();
    List<CelExpr> operands = new ArrayList<>();
    call.target().ifPresent(operands::add);
    operands.addAll(call.args());
    Optional<Definition> definition = lowering.policy().definition(call.function());
    if (definition.isPresent()) {
      return definition(definition.get(), operands);
    }
    Optional<Builtin> builtin = builtin(expr);
    if (builtin.isPresent()) {
      return builtin(builtin.get(), lowerAll(operands));
    }
    Optional<Node> folded = Folding.standard(lowering.policy(), lowering.ast(), expr);
    return folded.isPresent() ? folded.get() : standard(call.function(), operands);
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

  private List<Node> lowerAll(List<CelExpr> operands) throws Unsupported {
    List<Node> nodes = new ArrayList<>();
    for (CelExpr operand : operands) {
      nodes.add(lowering.lower(operand));
    }
    return nodes;
  }

  /** Inlines a definition; one without parameters is worked out at most once per decision. */
  private Node definition(Definition definition, List<CelExpr> operands) throws Unsupported {
    if (operands.isEmpty()) {
      return lowering.policy().definition(definition);
    }
    Map<String, Node> names = new HashMap<>();
    List<Node.Let> lets = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      Node argument = lowering.lower(operands.get(i));
      Definition.Parameter parameter = definition.parameters().get(i);
      if (argument instanceof Node.Const) {
        names.put(parameter.name(), argument);
        continue;
      }
      Var var = new Var(definition.name() + "." + parameter.name(), argument.kind(), false);
      lowering.policy().elementPath(var, lowering.policy().path(argument));
      lets.add(new Node.Let(var, argument, argument));
      names.put(parameter.name(), new Node.Local(var));
    }
    Node body = new Lowering(lowering.policy(), definition.ast(), names).lower();
    for (int i = lets.size() - 1; i >= 0; i--) {
      body = new Node.Let(lets.get(i).var(), lets.get(i).value(), body);
    }
    return body;
  }

  private Node builtin(Builtin builtin, List<Node> arguments) {
    if (arguments.stream().allMatch(Node.Const.class::isInstance)) {
      Optional<Node> folded = Folding.builtin(builtin, arguments);
      if (folded.isPresent()) {
        return folded.get();
      }
    }
    if (builtin == Builtin.OBLIGATION_WITH
        && arguments.get(1) instanceof Node.MapOf members
        && !members.keys().contains(ACTION)) {
      return obligation(arguments.get(0), members);
    }
    Ops.Method direct = DIRECT.get(builtin);
    if (direct == null) {
      return new Node.Invoke(builtin, arguments);
    }
    Node.Call call = new Node.Call(direct, arguments);
    boolean ofRequest = arguments.stream().allMatch(Node.Ident.class::isInstance);
    return ofRequest ? lowering.policy().shared(call) : call;
  }

  /** An obligation whose members, the action first, are put in one map from the start. */
  private static Node obligation(Node action, Node.MapOf members) {
    List<String> keys = new ArrayList<>(List.of(ACTION));
    keys.addAll(members.keys());
    List<Node> values = new ArrayList<>(List.of(action));
    values.addAll(members.values());
    return new Node.Call(Ops.Method.OBLIGATION, List.of(new Node.MapOf(keys, values)));
  }

  private Node standard(String function, List<CelExpr> operands) throws Unsupported {
    if (COMPARISONS.containsKey(function)) {
      return comparison(COMPARISONS.get(function), operands);
    }
    List<Node> nodes = lowerAll(operands);
    return switch (function) {
      case "_&&_" -> Folding.logic(new Node.Logic(true, nodes.get(0), nodes.get(1)));
      case "_||_" -> Folding.logic(new Node.Logic(false, nodes.get(0), nodes.get(1)));
      case "!_" -> Folding.not(nodes.get(0));
      case "_?_:_" -> Folding.conditional(new Node.If(nodes.get(0), nodes.get(1), nodes.get(2)));
      case "@in" -> membership(operands, nodes);
      case "size" -> size(operands.get(0), nodes);
      case "_+_" -> sum(operands, nodes);
      case "_-_" -> difference(operands, nodes);
      case "_[_]" -> index(operands, nodes);
      case "startsWith" -> new Node.Call(Ops.Method.STARTS_WITH, nodes);
      case "endsWith" -> new Node.Call(Ops.Method.ENDS_WITH, nodes);
      case "contains" -> new Node.Call(Ops.Method.HOLDS_TEXT, nodes);
      case "matches" -> find(nodes);
      default -> throw new Unsupported("the function `" + function + "`");
    };
  }

  private Node comparison(Node.Compare.Op op, List<CelExpr> operands) throws Unsupported {
    CelType left = lowering.type(operands.get(0));
    CelType right = lowering.type(operands.get(1));
    if (left.kind() != right.kind() || !COMPARED.contains(left.kind())) {
      throw new Unsupported("a comparison of " + left.name() + " with " + right.name());
    }
    if (left.kind() == CelKind.BOOL && op != Node.Compare.Op.EQ && op != Node.Compare.Op.NE) {
      throw new Unsupported("an order of truth values");
    }
    List<Node> nodes = lowerAll(operands);
    return Folding.comparison(new Node.Compare(op, nodes.get(0), nodes.get(1)));
  }

  private Node membership(List<CelExpr> operands, List<Node> nodes) throws Unsupported {
    CelType container = lowering.type(operands.get(1));
    CelKind element = lowering.type(operands.get(0)).kind();
    if (container.kind() != CelKind.LIST
        || ((ListType) container).elemType().kind() != element
        || !COMPARED.contains(element)
        || element == CelKind.DOUBLE) {
      throw new Unsupported("membership in " + container.name());
    }
    if (nodes.get(1) instanceof Node.Const set && element == CelKind.STRING) {
      Set<String> values = new LinkedHashSet<>();
      ((ValueList) set.value()).forEach(value -> values.add((String) value));
      return Folding.membership(new Node.InSet(nodes.get(0), values));
    }
    return new Node.Call(
        element == CelKind.STRING ? Ops.Method.CONTAINS_TEXT : Ops.Method.CONTAINS, nodes);
  }

  private Node size(CelExpr operand, List<Node> nodes) throws Unsupported {
    return switch (lowering.type(operand).kind()) {
      case STRING -> new Node.Call(Ops.Method.SIZE_OF_TEXT, nodes);
      case LIST -> new Node.Call(Ops.Method.SIZE_OF_LIST, nodes);
      default -> throw new Unsupported("the size of " + lowering.type(operand).name());
    };
  }

  private Node sum(List<CelExpr> operands, List<Node> nodes) throws Unsupported {
    return switch (lowering.type(operands.get(0)).kind()) {
      case STRING -> new Node.Call(Ops.Method.CONCAT, nodes);
      case LIST -> Folding.lists(new Node.Call(Ops.Method.CONCAT_LISTS, nodes));
      case TIMESTAMP, DURATION -> new Node.Call(Ops.Method.LATER, nodes);
      default -> throw new Unsupported("arithmetic");
    };
  }

  private Node difference(List<CelExpr> operands, List<Node> nodes) throws Unsupported {
    return switch (lowering.type(operands.get(0)).kind()) {
      case TIMESTAMP, DURATION -> new Node.Call(Ops.Method.EARLIER, nodes);
      default -> throw new Unsupported("arithmetic");
    };
  }

  private Node index(List<CelExpr> operands, List<Node> nodes) throws Unsupported {
    CelType list = lowering.type(operands.get(0));
    boolean ofObjects =
        list.kind() == CelKind.LIST && Kind.of(((ListType) list).elemType()) == Kind.OBJECT;
    if (!ofObjects || lowering.type(operands.get(1)).kind() != CelKind.INT) {
      throw new Unsupported("an index into " + list.name());
    }
    return new Node.Call(Ops.Method.ELEMENT, nodes);
  }

  private static Node find(List<Node> nodes) throws Unsupported {
    if (nodes.get(1) instanceof Node.Const pattern) {
      try {
        return new Node.Find(nodes.get(0), Pattern.compile((String) pattern.value()));
      } catch (PatternSyntaxException e) {
        throw new Unsupported("a pattern that is not valid");
      }
    }
    throw new Unsupported("a pattern that is no literal");
  }
}
