package dev.portreeve.policy.compiled;

import static java.util.Objects.requireNonNull;

import dev.cel.bundle.Cel;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.portreeve.policy.lang.Definition;
import dev.portreeve.policy.lang.Environment;
import dev.portreeve.policy.lang.Variables;
import dev.portreeve.policy.schema.Fact;
import dev.portreeve.policy.schema.Schema;
import dev.portreeve.policy.type.StructType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the expressions of one policy share: its variables and the definitions without parameters
 * that it calls, each worked out at most once per decision.
 */
final class PolicyScope {
  private final Schema schema;
  private final Environment environment;
  private final Structs structs;
  private final String action;
  private final Map<String, Definition> definitions = new HashMap<>();
  private final Map<String, Memo> memos = new LinkedHashMap<>();
  private final Map<Node.Call, Memo> shared = new HashMap<>();
  private final IdentityHashMap<Var, Memo> byVar = new IdentityHashMap<>();
  private final IdentityHashMap<Var, String> paths = new IdentityHashMap<>();

  /**
   * Something worked out at most once per decision.
   *
   * @param var where it is kept
   * @param value how it is worked out
   */
  record Memo(Var var, Node value) {}

  PolicyScope(Schema schema, Environment environment, Structs structs, String action) {
    this.schema = schema;
    this.environment = environment;
    this.structs = structs;
    this.action = action;
    environment.definitions().forEach(d -> definitions.put(d.name(), d));
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

  Node definition(Definition definition) throws Unsupported {
    return memo(definition.name(), definition.ast());
  }

  void declare(String variable, CelAbstractSyntaxTree ast) throws Unsupported {
    memo(variable, ast);
  }

  /** A call that several expressions of the policy may make, worked out once for all of them. */
  Node shared(Node.Call call) {
    Memo memo =
        shared.computeIfAbsent(
            call, c -> new Memo(new Var(c.method().method(), c.kind(), c.fails()), c));
    byVar.put(memo.var(), memo);
    return use(memo);
  }

  Node variable(String name) {
    return use(requireNonNull(memos.get(name)));
  }

  private Node memo(String name, CelAbstractSyntaxTree ast) throws Unsupported {
    Memo memo = memos.get(name);
    if (memo == null) {
      Node value = new Lowering(this, ast, Map.of()).lower();
      Var var = new Var(name, value.kind(), value.fails());
      memo = new Memo(var, value);
      memos.put(name, memo);
      byVar.put(var, memo);
      paths.put(var, path(value));
    }
    return use(memo);
  }

  private static Node use(Memo memo) {
    return memo.value() instanceof Node.Const ? memo.value() : new Node.Local(memo.var());
  }

  Optional<Memo> memo(Var var) {
    return Optional.ofNullable(byVar.get(var));
  }

  /** Notes where the elements that a variable stands for come from. */
  void elementPath(Var var, String path) {
    paths.put(var, path);
  }

  /** The path of what a node reads as the caller knows it, for the problem of a missing field. */
  String path(Node node) {
    if (node instanceof Node.FactRead read) {
      return read.fact().path();
    }
    if (node instanceof Node.TeamRead read) {
      return read.path();
    }
    if (node instanceof Node.ChangeSetting read) {
      return Variables.SETTINGS + "." + schema.settings().get(read.index()).key();
    }
    if (node instanceof Node.FieldRead read) {
      return read.path();
    }
    if (node instanceof Node.Local local) {
      return paths.getOrDefault(local.var(), "");
    }
    if (node instanceof Node.Collect collect) {
      return path(collect.transform());
    }
    if (node instanceof Node.Call call && call.method() == Ops.Method.ELEMENT) {
      return path(call.arguments().get(0));
    }
    return node instanceof Node.Let let ? path(let.body()) : "";
  }
}
