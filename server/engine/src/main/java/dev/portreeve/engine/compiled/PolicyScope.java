package dev.portreeve.engine.compiled;

import static java.util.Objects.requireNonNull;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.StructType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the expressions of one policy share: its variables and what definitions that it calls say of
 * the request and the team, each worked out at most once per decision.
 */
final class PolicyScope {
  private final Schema schema;
  private final Environment environment;
  private final StructAccess structs;
  private final String action;
  private final Optional<Origins> origins;
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, Memo> memos = new LinkedHashMap<>();
  private final Map<LoweredNode.Call, Memo> shared = new HashMap<>();
  private final Map<DefinitionCall, Memo> calls = new HashMap<>();
  private final IdentityHashMap<LocalVariable, LoweredNode> bound = new IdentityHashMap<>();
  private final IdentityHashMap<LocalVariable, Memo> byVar = new IdentityHashMap<>();
  private final IdentityHashMap<LocalVariable, String> paths = new IdentityHashMap<>();

  /**
   * Something worked out at most once per decision.
   *
   * @param var where it is kept
   * @param value how it is worked out
   */
  record Memo(LocalVariable var, LoweredNode value) {}

  /** A call of a definition whose arguments are the same wherever it stands. */
  private record DefinitionCall(String definition, List<LoweredNode> arguments) {}

  /** Lowers what a call stands for. */
  @FunctionalInterface
  interface Body {
    LoweredNode lower() throws Unsupported;
  }

  PolicyScope(Schema schema, Environment environment, StructAccess structs, String action) {
    this(schema, environment, structs, action, Optional.empty());
  }

  /**
   * @param origins notes where the parts come from, of which those may be foreign that the compiler
   *     does not support; empty where the policy is compiled
   */
  PolicyScope(
      Schema schema,
      Environment environment,
      StructAccess structs,
      String action,
      Optional<Origins> origins) {
    this.origins = origins;
    this.schema = schema;
    this.environment = environment;
    this.structs = structs;
    this.action = action;
    environment.definitions().forEach(d -> definitions.put(d.name(), d));
  }

  Optional<Origins> origins() {
    return origins;
  }

  Schema schema() {
    return schema;
  }

  /** The path of the fact that names the team. */
  String teamPath() {
    return schema.team().map(Fact::path).orElse(Variables.TEAM);
  }

  Cel cel() {
    return environment.cel();
  }

  String action() {
    return action;
  }

  Optional<StructType> struct(String name) {
    return structs.find(name);
  }

  Optional<Definition> definition(String function) {
    return Optional.ofNullable(definitions.get(function));
  }

  LoweredNode definition(Definition definition) throws Unsupported {
    return memo(definition.name(), definition.ast());
  }

  void declare(String variable, CelAbstractSyntaxTree ast) throws Unsupported {
    memo(variable, ast);
  }

  /** Takes the variables declared so far out of sight; the policy that follows has its own. */
  void forgetVariables() {
    memos.keySet().removeIf(name -> name.startsWith(Variables.PREFIX));
  }

  /** A call that several expressions of the policy may make, worked out once for all of them. */
  LoweredNode shared(LoweredNode.Call call) {
    Memo memo =
        shared.computeIfAbsent(
            call, c -> new Memo(new LocalVariable(c.method().method(), c.kind(), c.fails()), c));
    byVar.put(memo.var(), memo);
    return use(memo);
  }

  /**
   * A call of a definition with parameters, worked out once for all that make the same one. Calls
   * that depend on an element of a list, and those that make decisions, are inlined.
   */
  LoweredNode shared(Definition definition, List<LoweredNode> arguments, Body body)
      throws Unsupported {
    if (!arguments.stream().allMatch(this::closed)) {
      return body.lower();
    }
    DefinitionCall call = new DefinitionCall(definition.name(), List.copyOf(arguments));
    Memo memo = calls.get(call);
    if (memo == null) {
      LoweredNode value = body.lower();
      if (value.kind() == StackKind.OBJECT) {
        return value;
      }
      memo = new Memo(new LocalVariable(definition.name(), value.kind(), value.fails()), value);
      calls.put(call, memo);
      byVar.put(memo.var(), memo);
    }
    return use(memo);
  }

  /** Whether a node reads nothing but the request, the team and what is shared. */
  private boolean closed(LoweredNode node) {
    return node instanceof LoweredNode.Local local
        ? byVar.containsKey(local.var())
        : node.parts().stream().allMatch(this::closed);
  }

  /** Notes what a parameter stands for. */
  void bind(LocalVariable var, LoweredNode argument) {
    if (closed(argument)) {
      bound.put(var, argument);
    }
  }

  /** What a parameter stands for, if that reads the same everywhere; any other node itself. */
  LoweredNode unbound(LoweredNode node) {
    return node instanceof LoweredNode.Local local ? bound.getOrDefault(local.var(), node) : node;
  }

  LoweredNode variable(String name) {
    return use(requireNonNull(memos.get(name)));
  }

  private LoweredNode memo(String name, CelAbstractSyntaxTree ast) throws Unsupported {
    Memo memo = memos.get(name);
    if (memo == null) {
      LoweredNode value = new Lowering(this, ast, Map.of()).lower();
      LocalVariable var = new LocalVariable(name, value.kind(), value.fails());
      memo = new Memo(var, value);
      memos.put(name, memo);
      byVar.put(var, memo);
      paths.put(var, path(value));
    }
    return use(memo);
  }

  private static LoweredNode use(Memo memo) {
    return memo.value() instanceof LoweredNode.Const
        ? memo.value()
        : new LoweredNode.Local(memo.var());
  }

  Optional<Memo> memo(LocalVariable var) {
    return Optional.ofNullable(byVar.get(var));
  }

  /** Notes where the elements that a variable stands for come from. */
  void elementPath(LocalVariable var, String path) {
    paths.put(var, path);
  }

  /** The path of what a node reads as the caller knows it, for the problem of a missing field. */
  String path(LoweredNode node) {
    if (node instanceof LoweredNode.FactRead read) {
      return read.fact().path();
    }
    if (node instanceof LoweredNode.TeamRead read) {
      return read.path();
    }
    if (node instanceof LoweredNode.ChangeSetting read) {
      return Variables.SETTINGS + "." + schema.settings().get(read.index()).key();
    }
    if (node instanceof LoweredNode.FieldRead read) {
      return read.path();
    }
    if (node instanceof LoweredNode.Local local) {
      return paths.getOrDefault(local.var(), "");
    }
    if (node instanceof LoweredNode.Entry entry) {
      return entry.function().path();
    }
    if (node instanceof LoweredNode.Collect collect) {
      return path(collect.transform());
    }
    if (node instanceof LoweredNode.Call call && call.method() == RuntimeSupport.Method.ELEMENT) {
      return path(call.arguments().get(0));
    }
    return node instanceof LoweredNode.Let let ? path(let.body()) : "";
  }
}
