package dev.portreeve.workbench.validation;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.describe.FactReads;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import dev.portreeve.workbench.set.AuthoredSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a set declares and nobody uses. */
final class UnusedNames {
  private static final int MAX_BYTES = 1 << 20;
  private static final String LEAVE_OUT = "leave it out";

  private final Snapshot snapshot;
  private final AuthoredSet set;
  private final FactReads reads;
  private final Set<String> texts = new HashSet<>();
  private final Set<String> cited = new HashSet<>();
  private final List<Finding> found = new ArrayList<>();
  private boolean computesReasons;

  UnusedNames(Snapshot snapshot, AuthoredSet set) {
    this.snapshot = snapshot;
    this.set = set;
    this.reads = new FactReads(snapshot.definitions());
  }

  List<Finding> find() {
    enter(snapshot.guards().tree());
    for (String action : snapshot.policies()) {
      enter(snapshot.policy(action).orElseThrow().tree());
    }
    for (Definition definition : snapshot.definitions()) {
      if (reads.definitions().contains(definition.name())) {
        collect(definition.ast());
      }
    }
    for (Case one : set.cases().cases()) {
      cited.addAll(one.cites());
    }
    definitions();
    messages();
    requirements();
    Optional<YamlNode> schema = root("schema.yaml");
    schema.ifPresent(this::facts);
    schema.ifPresent(this::settings);
    return found;
  }

  private void enter(RuleTree tree) {
    tree.variables().forEach(variable -> enter(variable.ast()));
    for (RuleTree.Match match : tree.matches()) {
      cited.addAll(match.cites());
      match.condition().ifPresent(this::enter);
      if (match.result() instanceof RuleTree.Result.Output output) {
        enter(output.ast());
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        enter(nested.rule());
      }
    }
  }

  private void enter(CelAbstractSyntaxTree ast) {
    reads.enter(ast);
    collect(ast);
  }

  private void collect(CelAbstractSyntaxTree ast) {
    for (CelExpr expr : FactReads.exprs(ast)) {
      FactReads.text(expr).ifPresent(texts::add);
      boolean decision =
          expr.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
              && Set.of("permit", "deny", "needs_approval").contains(expr.call().function())
              && !expr.call().args().isEmpty();
      computesReasons |= decision && FactReads.text(expr.call().args().get(0)).isEmpty();
    }
  }

  private void definitions() {
    for (Definition definition : snapshot.definitions()) {
      if (!reads.definitions().contains(definition.name())) {
        add(
            FindingKind.UNUSED_DEFINITION,
            "definitions.yaml",
            definition.position(),
            "no policy calls `" + definition.name() + "`");
      }
    }
  }

  /** A policy that computes a reason may give any; then only the engine's own are known. */
  private void messages() {
    if (computesReasons) {
      return;
    }
    root("messages.yaml")
        .ifPresent(
            root -> {
              for (String reason : snapshot.messages().reasons()) {
                if (!texts.contains(reason) && !Reasons.ALL.contains(reason)) {
                  add(
                      FindingKind.UNUSED_MESSAGE,
                      "messages.yaml",
                      root.locateKey(reason),
                      "no policy gives the reason `" + reason + "`");
                }
              }
            });
  }

  private void requirements() {
    snapshot
        .requirements()
        .byId()
        .forEach(
            (id, requirement) -> {
              if (!cited.contains(id)) {
                add(
                    FindingKind.UNUSED_REQUIREMENT,
                    "requirements.yaml",
                    requirement.position(),
                    "no match and no case cites `" + id + "`");
              }
            });
  }

  private void facts(YamlNode root) {
    Schema schema = snapshot.schema();
    boolean changes = reads.fields().stream().anyMatch(read -> read.startsWith("change."));
    Set<Fact> used = new HashSet<>();
    schema.team().ifPresent(used::add);
    if (changes) {
      schema
          .change()
          .ifPresent(c -> used.addAll(List.of(c.setting(), c.value(), c.add(), c.remove())));
    }
    for (Fact fact : schema.facts()) {
      boolean own = Schema.BUILT_IN.contains(fact.name());
      if (!own && !used.contains(fact) && !isRead(fact.variable())) {
        add(
            FindingKind.UNUSED_FACT,
            "schema.yaml",
            declared(fact, root),
            "no policy reads the fact `" + fact.variable() + "`");
      }
    }
  }

  /** Where a fact is declared first: under its entity, or under the action that brings it. */
  private static Position declared(Fact fact, YamlNode root) {
    if (root instanceof YamlNode.Mapping top) {
      for (String part : List.of(fact.entity().variable(), "actions")) {
        Optional<Position> at = top.find(part).flatMap(node -> keyBelow(node, fact.name()));
        if (at.isPresent()) {
          return at.get();
        }
      }
    }
    return root.position();
  }

  private static Optional<Position> keyBelow(YamlNode node, String name) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return Optional.empty();
    }
    YamlNode.Member member = mapping.members().get(name);
    if (member != null) {
      return Optional.of(member.keyPosition());
    }
    return mapping.members().values().stream()
        .map(inner -> keyBelow(inner.value(), name))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void settings(YamlNode root) {
    for (Setting setting : snapshot.schema().settings()) {
      String key = setting.key();
      boolean read =
          isRead(Variables.SETTINGS + "." + key)
              || isRead(Variables.CONTROLS + "." + key)
              || isRead(Variables.CHANGE + ".settings." + key);
      if (!read) {
        add(
            FindingKind.UNUSED_SETTING,
            "schema.yaml",
            root.locateKey("settings." + key),
            "no policy reads the setting `" + key + "`");
      }
    }
  }

  private boolean isRead(String field) {
    return reads.fields().stream()
        .anyMatch(read -> read.equals(field) || read.startsWith(field + "."));
  }

  private Optional<YamlNode> root(String path) {
    SourceFile file = set.files().files().get(path);
    return file == null ? Optional.empty() : YamlReader.read(file, MAX_BYTES, new ArrayList<>());
  }

  private void add(FindingKind kind, String path, Position at, String message) {
    SourceFile file = set.files().files().getOrDefault(path, new SourceFile(path, ""));
    found.add(new Finding(kind, new Diagnostic(file, at, message, LEAVE_OUT)));
  }
}
