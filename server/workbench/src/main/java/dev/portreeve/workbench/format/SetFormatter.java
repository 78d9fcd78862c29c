package dev.portreeve.workbench.format;

import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.lang.Definition;
import dev.portreeve.engine.lang.Policy;
import dev.portreeve.engine.lang.RuleTree;
import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Writes the files of a set in the canonical layout, and makes sure that they say what they said:
 * each file is read again and must hold the same values and comments, and come out the same when it
 * is formatted once more; the policies and definitions of the whole set must compile to the same
 * trees.
 */
public final class SetFormatter {
  private static final int MAX_BYTES = 16 << 20;
  private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#(.*)$");

  private final UnaryOperator<String> layout;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Map<String, String> changed = new TreeMap<>();

  public SetFormatter() {
    this(YamlLayout::of);
  }

  /** With another layout, for tests of what is made sure of. */
  SetFormatter(UnaryOperator<String> layout) {
    this.layout = layout;
  }

  /**
   * Formats a set; to be called once.
   *
   * @param set loads it, which takes longer than all else and is needed only where a file changes
   */
  public void format(SetTexts texts, Supplier<AuthoredSet> set) {
    Map<String, String> layable = new TreeMap<>(texts.writable());
    layable
        .keySet()
        .removeIf(path -> path.startsWith(PolicySetFiles.DIRECTORY)); // data, often large
    layable.forEach(this::format);
    if (problems.isEmpty() && !changed.isEmpty()) {
      AuthoredSet before = set.get();
      Map<String, String> after = new TreeMap<>(texts.byPath());
      after.putAll(changed);
      SetTexts formatted = new SetTexts(texts.origin(), after);
      // What has not changed need not be compiled again to be compared.
      before
          .snapshot()
          .ifPresent(loaded -> compare(loaded, before.reload(formatted, TypeCheckStore.NONE)));
    }
  }

  /** The files that are not in the canonical layout, each with its text in it. */
  public Map<String, String> changed() {
    return changed;
  }

  /** Why files cannot be formatted. */
  public List<Diagnostic> problems() {
    return problems;
  }

  private void format(String path, String text) {
    SourceFile file = new SourceFile(path, text);
    Optional<YamlNode> before = YamlReader.read(file, MAX_BYTES, problems);
    if (before.isEmpty()) {
      return;
    }
    try {
      String formatted = layout.apply(text);
      if (formatted.equals(text)) {
        return;
      }
      Optional<YamlNode> after =
          YamlReader.read(new SourceFile(path, formatted), MAX_BYTES, new ArrayList<>());
      boolean same =
          after.isPresent()
              && after.get().raw().equals(before.get().raw())
              && comments(formatted).equals(comments(text))
              && layout.apply(formatted).equals(formatted);
      if (!same) {
        refuse(file);
      } else {
        changed.put(path, formatted);
      }
    } catch (YAMLException e) {
      refuse(file);
    }
  }

  private void refuse(SourceFile file) {
    String message = "the file cannot be formatted without changing what it says";
    problems.add(
        new Diagnostic(file, Position.START, message, "write it in a simpler form of YAML"));
  }

  /* What looks like a comment inside text is one of both sides or of neither. */
  private static List<String> comments(String text) {
    return COMMENT.matcher(text).results().map(found -> found.group(1).strip()).sorted().toList();
  }

  private void compare(Snapshot before, AuthoredSet after) {
    boolean same =
        after.snapshot().isPresent() && trees(before).equals(trees(after.snapshot().get()));
    if (!same) {
      SourceFile whole = new SourceFile(after.texts().origin(), "");
      problems.add(
          new Diagnostic(
              whole, Position.START, "formatted, the policies would not be the same", ""));
      changed.clear();
    }
  }

  /** What the policies and definitions of a set compile to, without places. */
  private static Map<String, Object> trees(Snapshot snapshot) {
    Map<String, Object> trees = new LinkedHashMap<>();
    for (Definition definition : snapshot.definitions()) {
      trees.put(
          "definition " + definition.name(),
          List.of(definition.parameters(), definition.result(), definition.ast().getExpr()));
    }
    trees.put("guards", tree(snapshot.guards().tree()));
    for (String action : snapshot.policies().stream().sorted().toList()) {
      Policy policy = snapshot.policy(action).orElseThrow();
      trees.put(action, List.of(policy.description(), tree(policy.tree())));
    }
    return trees;
  }

  private static List<Object> tree(RuleTree tree) {
    List<Object> parts = new ArrayList<>();
    tree.variables().forEach(v -> parts.add(List.of(v.name(), v.ast().getExpr())));
    for (RuleTree.Match match : tree.matches()) {
      parts.add(match.cites());
      parts.add(match.except());
      match.condition().ifPresent(ast -> parts.add(ast.getExpr()));
      parts.add(
          match.result() instanceof RuleTree.Result.Output output
              ? output.ast().getExpr()
              : tree(((RuleTree.Result.Nested) match.result()).rule()));
    }
    return parts;
  }
}
