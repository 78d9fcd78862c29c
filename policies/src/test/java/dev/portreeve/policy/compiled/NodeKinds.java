package dev.portreeve.policy.compiled;

import dev.portreeve.policy.Snapshot;
import dev.portreeve.policy.lang.DefinitionsReader;
import dev.portreeve.policy.lang.Environment;
import dev.portreeve.policy.lang.Messages;
import dev.portreeve.policy.source.Diagnostic;
import dev.portreeve.policy.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The kinds of nodes that policies are lowered to. */
public final class NodeKinds {
  private final Set<String> reached = new TreeSet<>();

  /** Every kind there is: nodes, and what tells nodes of one class apart. */
  public static Set<String> all() {
    Set<String> all = new TreeSet<>();
    addNodes(Node.class, all);
    for (Ops.Method method : Ops.Method.values()) {
      all.add(method.name());
    }
    for (Node.Compare.Op op : Node.Compare.Op.values()) {
      all.add(op.name());
    }
    for (Node.TeamRead.Part part : Node.TeamRead.Part.values()) {
      all.add(part.name());
    }
    for (Node.Quantify.Quantifier quantifier : Node.Quantify.Quantifier.values()) {
      all.add(quantifier.name());
    }
    for (Node.Ident.Source source : Node.Ident.Source.values()) {
      all.add(source.name());
    }
    return all;
  }

  private static void addNodes(Class<?> type, Set<String> all) {
    if (type.isRecord()) {
      all.add(type.getSimpleName());
    } else {
      for (Class<?> node : type.getPermittedSubclasses()) {
        addNodes(node, all);
      }
    }
  }

  /** Those met so far. */
  public Set<String> reached() {
    return reached;
  }

  /**
   * Notes the kinds that the policies of a set are made of.
   *
   * @param definitions the text they share
   */
  public void add(Snapshot snapshot, String definitions) {
    List<Diagnostic> problems = new ArrayList<>();
    SourceFile file = new SourceFile("definitions.yaml", definitions);
    Environment environment = DefinitionsReader.read(snapshot.schema(), file, problems);
    Structs structs = new Structs(snapshot.schema());
    PolicyCompiler compiler = new PolicyCompiler(snapshot.schema(), environment, Messages.none());
    for (String action : snapshot.policies()) {
      PolicyScope scope = new PolicyScope(snapshot.schema(), environment, structs, action);
      try {
        add(compiler.lower(snapshot.policy(action).orElseThrow().tree(), scope), scope);
      } catch (Unsupported e) {
        throw new AssertionError(action, e);
      }
    }
  }

  private void add(LoweredRule rule, PolicyScope scope) {
    for (LoweredRule.Match match : rule.matches()) {
      match.condition().ifPresent(node -> add(node, scope));
      match.output().ifPresent(node -> add(node, scope));
      match.nested().ifPresent(nested -> add(nested, scope));
    }
  }

  private void add(Node node, PolicyScope scope) {
    reached.add(node.getClass().getSimpleName());
    if (node instanceof Node.Call call) {
      reached.add(call.method().name());
    } else if (node instanceof Node.Compare compare) {
      reached.add(compare.op().name());
    } else if (node instanceof Node.TeamRead read) {
      reached.add(read.part().name());
    } else if (node instanceof Node.Quantify quantify) {
      reached.add(quantify.quantifier().name());
    } else if (node instanceof Node.Ident ident) {
      reached.add(ident.source().name());
    } else if (node instanceof Node.Local local) {
      scope.memo(local.var()).ifPresent(memo -> add(memo.value(), scope));
    }
    node.parts().forEach(part -> add(part, scope));
  }
}
