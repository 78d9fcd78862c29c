package dev.portreeve.engine.compiled;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.DefinitionsReader;
import dev.portreeve.engine.lang.Environment;
import dev.portreeve.engine.lang.Messages;
import dev.portreeve.engine.lang.SourcePlaces;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
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
    addNodes(LoweredNode.class, all);
    // Stands for what is not lowered; no policy that compiles has one.
    all.remove(LoweredNode.Foreign.class.getSimpleName());
    for (RuntimeSupport.Method method : RuntimeSupport.Method.values()) {
      all.add(method.name());
    }
    for (LoweredNode.Compare.Op op : LoweredNode.Compare.Op.values()) {
      all.add(op.name());
    }
    for (LoweredNode.TeamRead.Part part : LoweredNode.TeamRead.Part.values()) {
      all.add(part.name());
    }
    for (LoweredNode.Quantify.Quantifier quantifier : LoweredNode.Quantify.Quantifier.values()) {
      all.add(quantifier.name());
    }
    for (LoweredNode.Ident.Source source : LoweredNode.Ident.Source.values()) {
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
    Environment environment =
        DefinitionsReader.read(snapshot.schema(), file, new SourcePlaces(), problems);
    StructAccess structs = new StructAccess(snapshot.schema());
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

  private void add(LoweredNode node, PolicyScope scope) {
    reached.add(node.getClass().getSimpleName());
    if (node instanceof LoweredNode.Call call) {
      reached.add(call.method().name());
    } else if (node instanceof LoweredNode.Compare compare) {
      reached.add(compare.op().name());
    } else if (node instanceof LoweredNode.TeamRead read) {
      reached.add(read.part().name());
    } else if (node instanceof LoweredNode.Quantify quantify) {
      reached.add(quantify.quantifier().name());
    } else if (node instanceof LoweredNode.Ident ident) {
      reached.add(ident.source().name());
    } else if (node instanceof LoweredNode.Local local) {
      scope.memo(local.var()).ifPresent(memo -> add(memo.value(), scope));
    }
    node.parts().forEach(part -> add(part, scope));
  }
}
