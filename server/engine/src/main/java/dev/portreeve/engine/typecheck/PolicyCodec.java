package dev.portreeve.engine.typecheck;

import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes and reads policies and definitions. */
final class PolicyCodec {
  private final TypeCodec types;
  private final RuleTreeCodec trees;

  PolicyCodec(TypeCodec types) {
    this.types = types;
    this.trees = new RuleTreeCodec(types);
  }

  void write(Policy policy, CodecOutput out) {
    out.text(policy.name());
    out.text(policy.description());
    write(policy.tree(), out);
  }

  private void write(RuleTree tree, CodecOutput out) {
    out.all(
        tree.variables(),
        variable -> {
          out.text(variable.name());
          trees.write(variable.ast(), out);
        });
    out.all(tree.matches(), match -> write(match, out));
  }

  private void write(RuleTree.Match match, CodecOutput out) {
    out.number(match.id());
    write(match.position(), out);
    out.all(match.cites(), out::text);
    out.all(match.except(), out::text);
    out.all(match.condition().stream().toList(), ast -> trees.write(ast, out));
    if (match.result() instanceof RuleTree.Result.Output output) {
      out.flag(true);
      trees.write(output.ast(), out);
    } else if (match.result() instanceof RuleTree.Result.Nested nested) {
      out.flag(false);
      write(nested.rule(), out);
    }
  }

  private static void write(Position position, CodecOutput out) {
    out.number(position.line());
    out.number(position.column());
  }

  /**
   * Reads a policy.
   *
   * @param file where it is written
   */
  Policy policy(CodecInput in, SourceFile file) {
    String name = in.text();
    String description = in.text();
    SortedMap<Integer, RuleTree.Match> matches = new TreeMap<>();
    RuleTree tree = tree(in, matches);
    return new Policy(name, description, file, tree, List.copyOf(matches.values()));
  }

  private RuleTree tree(CodecInput in, SortedMap<Integer, RuleTree.Match> matches) {
    return new RuleTree(
        in.all(() -> new RuleTree.Variable(in.text(), trees.read(in))),
        in.all(() -> match(in, matches)));
  }

  private RuleTree.Match match(CodecInput in, SortedMap<Integer, RuleTree.Match> matches) {
    RuleTree.Match match =
        new RuleTree.Match(
            in.size(),
            position(in),
            in.all(in::text),
            in.all(in::text),
            in.all(() -> trees.read(in)).stream().findFirst(),
            in.flag()
                ? new RuleTree.Result.Output(trees.read(in))
                : new RuleTree.Result.Nested(tree(in, matches)));
    matches.put(match.id(), match);
    return match;
  }

  private static Position position(CodecInput in) {
    return new Position(in.size(), in.size());
  }

  void write(Definition definition, CodecOutput out) {
    out.text(definition.name());
    out.text(definition.description());
    out.all(
        definition.parameters(),
        parameter -> {
          out.text(parameter.name());
          types.write(parameter.type(), out);
        });
    types.write(definition.result(), out);
    trees.write(definition.ast(), out);
    write(definition.position(), out);
  }

  Definition definition(CodecInput in) {
    return new Definition(
        in.text(),
        in.text(),
        in.all(() -> new Definition.Parameter(in.text(), types.read(in))),
        types.read(in),
        trees.read(in),
        position(in));
  }
}
