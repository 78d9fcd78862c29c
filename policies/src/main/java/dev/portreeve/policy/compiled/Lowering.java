package dev.portreeve.policy.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.portreeve.policy.lang.CelTypes;
import dev.portreeve.policy.lang.Variables;
import dev.portreeve.policy.schema.Entity;
import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.type.StructType;
import dev.portreeve.policy.type.ValueList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns one checked expression into {@link Node}s. */
final class Lowering {
  private final PolicyScope policy;
  private final CelAbstractSyntaxTree ast;
  private final Map<String, Node> names;

  /**
   * @param names what identifiers beside the policy's variables stand for: parameters of a
   *     definition, variables of a macro
   */
  Lowering(PolicyScope policy, CelAbstractSyntaxTree ast, Map<String, Node> names) {
    this.policy = policy;
    this.ast = ast;
    this.names = names;
  }

  Node lower() throws Unsupported {
    return lower(ast.getExpr());
  }

  Node lower(CelExpr expr) throws Unsupported {
    return switch (expr.exprKind().getKind()) {
      case CONSTANT -> constant(expr.constant());
      case IDENT -> ident(expr.ident().name());
      case SELECT -> select(expr);
      case CALL -> new CallLowering(this).call(expr);
      case LIST -> list(expr.list());
      case MAP -> map(expr.map());
      case COMPREHENSION -> new MacroLowering(this).macro(expr.comprehension());
      default -> throw new Unsupported("an expression of kind " + expr.exprKind().getKind());
    };
  }

  PolicyScope policy() {
    return policy;
  }

  CelAbstractSyntaxTree ast() {
    return ast;
  }

  CelType type(CelExpr expr) {
    return ast.getTypeOrThrow(expr.id());
  }

  /** A lowering of the same expression that knows one more name. */
  Lowering with(String name, Node meaning) {
    Map<String, Node> more = new HashMap<>(names);
    more.put(name, meaning);
    return new Lowering(policy, ast, more);
  }

  private static Node constant(CelConstant constant) throws Unsupported {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> new Node.Const(constant.booleanValue(), Kind.BOOL);
      case INT64_VALUE -> new Node.Const(constant.int64Value(), Kind.INT);
      case DOUBLE_VALUE -> new Node.Const(constant.doubleValue(), Kind.DOUBLE);
      case STRING_VALUE -> new Node.Const(constant.stringValue().intern(), Kind.STRING);
      default -> throw new Unsupported("a constant of kind " + constant.getKind());
    };
  }

  private Node ident(String name) throws Unsupported {
    Node local = names.get(name);
    if (local != null) {
      return local;
    }
    if (name.startsWith(Variables.PREFIX)) {
      return policy.variable(name);
    }
    throw new Unsupported("the variable `" + name + "` as a whole");
  }

  private Node select(CelExpr expr) throws Unsupported {
    String qualified = qualified(expr);
    if (qualified != null && qualified.startsWith(Variables.PREFIX)) {
      return policy.variable(qualified);
    }
    CelExpr.CelSelect select = expr.select();
    String field = select.field();
    CelExpr operand = select.operand();
    String root = root(operand);
    if (root == null) {
      return field(operand, field, select.testOnly());
    }
    for (Entity entity : Entity.values()) {
      if (entity.variable().equals(root)) {
        return fact(entity, field, select.testOnly());
      }
    }
    return team(root, field, expr, select.testOnly());
  }

  /** The dotted name if the checker took the whole selection for one. */
  private @Nullable String qualified(CelExpr expr) {
    return ast.getReference(expr.id()).map(reference -> reference.name()).orElse(null);
  }

  /** The variable that an operand is, or {@code change.settings}, or null. */
  private @Nullable String root(CelExpr operand) {
    if (operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT) {
      String name = operand.ident().name();
      return names.containsKey(name) ? null : name;
    }
    if (operand.exprKind().getKind() == CelExpr.ExprKind.Kind.SELECT
        && operand.select().field().equals(Variables.SETTINGS)
        && Variables.CHANGE.equals(root(operand.select().operand()))) {
      return Variables.CHANGE + "." + Variables.SETTINGS;
    }
    return null;
  }

  private Node fact(Entity entity, String field, boolean has) {
    Node identifier = identifier(entity, field);
    if (identifier != null) {
      return has ? new Node.Const(true, Kind.BOOL) : identifier;
    }
    Fact fact = policy.schema().fact(entity, field).orElseThrow();
    return has ? new Node.FactHas(fact) : new Node.FactRead(fact, Kinds.of(fact.type()));
  }

  private @Nullable Node identifier(Entity entity, String field) {
    return switch (entity.variable() + "." + field) {
      case "subject.type" -> new Node.Ident(Node.Ident.Source.SUBJECT_TYPE);
      case "subject.id" -> new Node.Ident(Node.Ident.Source.SUBJECT_ID);
      case "resource.type" -> new Node.Ident(Node.Ident.Source.RESOURCE_TYPE);
      case "resource.id" -> new Node.Ident(Node.Ident.Source.RESOURCE_ID);
      case "action.name" -> new Node.Const(policy.action().intern(), Kind.STRING);
      default -> null;
    };
  }

  private Node team(String root, String field, CelExpr expr, boolean has) throws Unsupported {
    Schema schema = policy.schema();
    int setting = schema.settingsType().indexOf(field);
    Kind kind = Kind.of(type(expr));
    String path = root + "." + field;
    return switch (root) {
      case Variables.TEAM -> {
        if (field.equals("id")) {
          yield has ? team(Node.TeamRead.Part.HAS_ATTRIBUTE, -1, path, Kind.BOOL) : teamId();
        }
        int at = schema.attributes().indexOf(field);
        yield has
            ? team(Node.TeamRead.Part.HAS_ATTRIBUTE, at, path, Kind.BOOL)
            : team(Node.TeamRead.Part.ATTRIBUTE, at, path, kind);
      }
      case Variables.SETTINGS ->
          has
              ? team(Node.TeamRead.Part.HAS_SETTING, setting, path, Kind.BOOL)
              : team(Node.TeamRead.Part.SETTING, setting, path, kind);
      case Variables.CONTROLS ->
          has
              ? team(Node.TeamRead.Part.HAS_ATTRIBUTE, -1, path, Kind.BOOL)
              : team(Node.TeamRead.Part.CONTROL, setting, path, Kind.BOOL);
      case Variables.CHANGE -> {
        if (field.equals(Variables.SETTINGS)) {
          throw new Unsupported("`change.settings` as a whole");
        }
        yield has ? new Node.Const(true, Kind.BOOL) : new Node.ChangeRead(field, kind);
      }
      case Variables.CHANGE + "." + Variables.SETTINGS ->
          has ? new Node.Const(true, Kind.BOOL) : new Node.ChangeSetting(setting, kind);
      default -> throw new Unsupported("the variable `" + root + "`");
    };
  }

  private static Node teamId() {
    return new Node.Ident(Node.Ident.Source.TEAM_ID);
  }

  private static Node team(Node.TeamRead.Part part, int index, String path, Kind kind) {
    return new Node.TeamRead(part, index, path, kind);
  }

  private Node field(CelExpr operand, String field, boolean has) throws Unsupported {
    String name = type(operand).name();
    Optional<StructType> struct = policy.struct(name.replaceFirst("^" + CelTypes.PREFIX, ""));
    if (struct.isEmpty()) {
      throw new Unsupported("a field of " + name);
    }
    int at = struct.get().indexOf(field);
    Node object = lower(operand);
    if (has) {
      return new Node.FieldHas(object, at);
    }
    Kind kind = Kinds.of(struct.get().field(at).type());
    String path = policy.path(object);
    if (path.isEmpty()) {
      throw new Unsupported("a field of an object that may come from several facts");
    }
    return new Node.FieldRead(object, at, path + "." + field, kind);
  }

  private Node list(CelExpr.CelList list) throws Unsupported {
    if (!list.optionalIndices().isEmpty()) {
      throw new Unsupported("an optional element");
    }
    List<Node> items = new ArrayList<>();
    for (CelExpr element : list.elements()) {
      items.add(lower(element));
    }
    if (items.stream().allMatch(Node.Const.class::isInstance)) {
      List<Object> values = items.stream().map(item -> ((Node.Const) item).value()).toList();
      return new Node.Const(ValueList.copyOf(values), Kind.OBJECT);
    }
    return new Node.ListOf(items);
  }

  private Node map(CelExpr.CelMap map) throws Unsupported {
    List<String> keys = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    for (CelExpr.CelMap.Entry entry : map.entries()) {
      if (!(lower(entry.key()) instanceof Node.Const key) || key.kind() != Kind.STRING) {
        throw new Unsupported("a map whose keys are no literal strings");
      }
      if (entry.optionalEntry() || keys.contains(key.value())) {
        throw new Unsupported("an optional or repeated key");
      }
      keys.add((String) key.value());
      values.add(lower(entry.value()));
    }
    if (values.stream().allMatch(Node.Const.class::isInstance)) {
      Object[] known = values.stream().map(value -> ((Node.Const) value).value()).toArray();
      return new Node.Const(Ops.map(keys.toArray(String[]::new), known), Kind.OBJECT);
    }
    return new Node.MapOf(keys, values);
  }
}
