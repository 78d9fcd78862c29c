package dev.portreeve.engine.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.lang.CelTypeMapping;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns one checked expression into {@link LoweredNode}s. */
final class Lowering {
  private final PolicyScope policy;
  private final CelAbstractSyntaxTree ast;
  private final Map<String, LoweredNode> names;

  /**
   * @param names what identifiers beside the policy's variables stand for: parameters of a
   *     definition, variables of a macro
   */
  Lowering(PolicyScope policy, CelAbstractSyntaxTree ast, Map<String, LoweredNode> names) {
    this.policy = policy;
    this.ast = ast;
    this.names = names;
  }

  LoweredNode lower() throws Unsupported {
    return lower(ast.getExpr());
  }

  LoweredNode lower(CelExpr expr) throws Unsupported {
    Optional<Origins> origins = policy.origins();
    if (origins.isEmpty()) {
      return lowered(expr);
    }
    LoweredNode node;
    try {
      node = lowered(expr);
    } catch (Unsupported e) {
      node = foreign(expr, String.valueOf(e.getMessage()));
    }
    origins.get().note(node, ast, expr);
    return node;
  }

  private LoweredNode foreign(CelExpr expr, String reason) {
    CelAbstractSyntaxTree part =
        CelAbstractSyntaxTree.newCheckedAst(
            expr, ast.getSource(), ast.getReferenceMap(), ast.getTypeMap());
    boolean closed =
        FactReads.exprs(part).stream()
            .filter(inner -> inner.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT)
            .map(inner -> inner.ident().name())
            .noneMatch(name -> names.containsKey(name) || name.startsWith(Variables.PREFIX));
    boolean variables =
        FactReads.exprs(part).stream()
            .map(this::qualified)
            .anyMatch(name -> name != null && name.startsWith(Variables.PREFIX));
    return new LoweredNode.Foreign(part, StackKind.of(type(expr)), reason, closed && !variables);
  }

  private LoweredNode lowered(CelExpr expr) throws Unsupported {
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
  Lowering with(String name, LoweredNode meaning) {
    Map<String, LoweredNode> more = new HashMap<>(names);
    more.put(name, meaning);
    return new Lowering(policy, ast, more);
  }

  private static LoweredNode constant(CelConstant constant) throws Unsupported {
    return switch (constant.getKind()) {
      case BOOLEAN_VALUE -> new LoweredNode.Const(constant.booleanValue(), StackKind.BOOL);
      case INT64_VALUE -> new LoweredNode.Const(constant.int64Value(), StackKind.INT);
      case DOUBLE_VALUE -> new LoweredNode.Const(constant.doubleValue(), StackKind.DOUBLE);
      case STRING_VALUE -> new LoweredNode.Const(constant.stringValue().intern(), StackKind.STRING);
      default -> throw new Unsupported("a constant of kind " + constant.getKind());
    };
  }

  private LoweredNode ident(String name) throws Unsupported {
    LoweredNode local = names.get(name);
    if (local != null) {
      return local;
    }
    if (name.startsWith(Variables.PREFIX)) {
      return policy.variable(name);
    }
    throw new Unsupported("the variable `" + name + "` as a whole");
  }

  private LoweredNode select(CelExpr expr) throws Unsupported {
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

  private LoweredNode fact(Entity entity, String field, boolean has) {
    LoweredNode identifier = identifier(entity, field);
    if (identifier != null) {
      return has ? new LoweredNode.Const(true, StackKind.BOOL) : identifier;
    }
    Fact fact = policy.schema().fact(entity, field).orElseThrow();
    return has
        ? new LoweredNode.FactHas(fact)
        : new LoweredNode.FactRead(fact, StackKinds.of(fact.type()));
  }

  private @Nullable LoweredNode identifier(Entity entity, String field) {
    return switch (entity.variable() + "." + field) {
      case "subject.type" -> new LoweredNode.Ident(LoweredNode.Ident.Source.SUBJECT_TYPE);
      case "subject.id" -> new LoweredNode.Ident(LoweredNode.Ident.Source.SUBJECT_ID);
      case "resource.type" -> new LoweredNode.Ident(LoweredNode.Ident.Source.RESOURCE_TYPE);
      case "resource.id" -> new LoweredNode.Ident(LoweredNode.Ident.Source.RESOURCE_ID);
      case "action.name" -> new LoweredNode.Const(policy.action().intern(), StackKind.STRING);
      default -> null;
    };
  }

  private LoweredNode team(String root, String field, CelExpr expr, boolean has)
      throws Unsupported {
    Schema schema = policy.schema();
    int setting = schema.settingsType().indexOf(field);
    StackKind kind = StackKind.of(type(expr));
    String path = root + "." + field;
    return switch (root) {
      case Variables.TEAM -> {
        if (field.equals("id")) {
          yield has
              ? team(LoweredNode.TeamRead.Part.HAS_ATTRIBUTE, -1, path, StackKind.BOOL)
              : teamId();
        }
        int at = schema.attributes().indexOf(field);
        yield has
            ? team(LoweredNode.TeamRead.Part.HAS_ATTRIBUTE, at, path, StackKind.BOOL)
            : team(LoweredNode.TeamRead.Part.ATTRIBUTE, at, path, kind);
      }
      case Variables.SETTINGS ->
          has
              ? team(LoweredNode.TeamRead.Part.HAS_SETTING, setting, path, StackKind.BOOL)
              : team(LoweredNode.TeamRead.Part.SETTING, setting, path, kind);
      case Variables.CONTROLS ->
          has
              ? team(LoweredNode.TeamRead.Part.HAS_ATTRIBUTE, -1, path, StackKind.BOOL)
              : team(LoweredNode.TeamRead.Part.CONTROL, setting, path, StackKind.BOOL);
      case Variables.CHANGE -> {
        if (field.equals(Variables.SETTINGS)) {
          throw new Unsupported("`change.settings` as a whole");
        }
        yield has
            ? new LoweredNode.Const(true, StackKind.BOOL)
            : new LoweredNode.ChangeRead(field, kind);
      }
      case Variables.CHANGE + "." + Variables.SETTINGS ->
          has
              ? new LoweredNode.Const(true, StackKind.BOOL)
              : new LoweredNode.ChangeSetting(setting, kind);
      default -> throw new Unsupported("the variable `" + root + "`");
    };
  }

  private static LoweredNode teamId() {
    return new LoweredNode.Ident(LoweredNode.Ident.Source.TEAM_ID);
  }

  private static LoweredNode team(
      LoweredNode.TeamRead.Part part, int index, String path, StackKind kind) {
    return new LoweredNode.TeamRead(part, index, path, kind);
  }

  private LoweredNode field(CelExpr operand, String field, boolean has) throws Unsupported {
    CelType container = type(operand);
    if (CallLowering.isMap(container)) {
      LoweredNode key = new LoweredNode.Const(field.intern(), StackKind.STRING);
      LoweredNode map = lower(operand);
      return has
          ? new LoweredNode.Call(RuntimeSupport.Method.HAS_KEY, List.of(key, map))
          : CallLowering.value(
              RuntimeSupport.Method.VALUE_OF, List.of(map, key), ((MapType) container).valueType());
    }
    String name = container.name();
    Optional<StructType> struct = policy.struct(name.replaceFirst("^" + CelTypeMapping.PREFIX, ""));
    if (struct.isEmpty()) {
      throw new Unsupported("a field of " + name);
    }
    int at = struct.get().indexOf(field);
    LoweredNode object = lower(operand);
    if (has) {
      return new LoweredNode.FieldHas(object, at);
    }
    StackKind kind = StackKinds.of(struct.get().field(at).type());
    String path = policy.path(object);
    if (path.isEmpty()) {
      throw new Unsupported("a field of an object that may come from several facts");
    }
    return new LoweredNode.FieldRead(object, at, path + "." + field, kind);
  }

  private LoweredNode list(CelExpr.CelList list) throws Unsupported {
    if (!list.optionalIndices().isEmpty()) {
      throw new Unsupported("an optional element");
    }
    List<LoweredNode> items = new ArrayList<>();
    for (CelExpr element : list.elements()) {
      items.add(lower(element));
    }
    if (items.stream().allMatch(LoweredNode.Const.class::isInstance)) {
      List<Object> values = items.stream().map(item -> ((LoweredNode.Const) item).value()).toList();
      return new LoweredNode.Const(ValueList.copyOf(values), StackKind.OBJECT);
    }
    return new LoweredNode.ListOf(items);
  }

  private LoweredNode map(CelExpr.CelMap map) throws Unsupported {
    List<String> keys = new ArrayList<>();
    List<LoweredNode> values = new ArrayList<>();
    for (CelExpr.CelMap.Entry entry : map.entries()) {
      if (!(lower(entry.key()) instanceof LoweredNode.Const key)
          || key.kind() != StackKind.STRING) {
        throw new Unsupported("a map whose keys are no literal strings");
      }
      if (entry.optionalEntry() || keys.contains(key.value())) {
        throw new Unsupported("an optional or repeated key");
      }
      keys.add((String) key.value());
      values.add(lower(entry.value()));
    }
    if (values.stream().allMatch(LoweredNode.Const.class::isInstance)) {
      Object[] known = values.stream().map(value -> ((LoweredNode.Const) value).value()).toArray();
      return new LoweredNode.Const(
          RuntimeSupport.map(keys.toArray(String[]::new), known), StackKind.OBJECT);
    }
    return new LoweredNode.MapOf(keys, values);
  }
}
