package dev.portreeve.engine.differential;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.JsonText;
import dev.portreeve.engine.yaml.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The texts of a policy set with a random schema, definitions and policies. */
final class RandomSet {
  static final int POLICIES = 12;

  /** What problems say that are about what can only be a mistake. */
  private static final List<String> MISTAKES =
      List.of(
          "is no value of",
          "no value in common",
          "this has no value",
          "compared with itself",
          "is there twice",
          "is the negation of",
          "with another literal",
          "is never reached",
          "concerns no action");

  private static final List<String> RESULTS =
      List.of(
          "bool",
          "bool",
          "bool",
          "string",
          "string",
          "int",
          "double",
          "timestamp",
          "duration",
          "list(string)");

  private final Dice dice;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final RandomExpressions expressions;
  private int names;
  private @Nullable Snapshot snapshot;
  private boolean naming;

  private RandomSet(Dice dice) {
    this.dice = dice;
    RandomSchema schema = new RandomSchema(dice);
    texts.put("schema.yaml", schema.text());
    this.expressions = new RandomExpressions(dice, Readables.of(schema.read()));
    texts.put("directory/things.yaml", schema.resources());
    texts.put("definitions.yaml", definitions());
    for (int i = 0; i < POLICIES; i++) {
      texts.put("actions/a" + i + ".yaml", policy("a" + i));
    }
    texts.put("guards.yaml", guards());
  }

  /**
   * A set that loads. What is random is now and then what can only be a mistake, such as a literal
   * outside an enum: then it is written anew.
   *
   * @param seed for the message when it does not load for another reason
   */
  static RandomSet loaded(Dice dice, long seed) {
    RandomSet set = new RandomSet(dice);
    while (set.snapshot == null) {
      LoadResult result = PolicySetLoader.load(PolicySetFiles.of(set.texts));
      if (result instanceof LoadResult.Loaded loaded) {
        set.snapshot = loaded.snapshot();
      } else if (!set.mend(((LoadResult.Refused) result).problems(), seed)) {
        set = new RandomSet(dice);
      }
    }
    return set;
  }

  /** Writes the policies anew that are refused; false when a definition is refused. */
  private boolean mend(List<Diagnostic> problems, long seed) {
    Set<String> refused = new TreeSet<>();
    for (Diagnostic problem : problems) {
      if (MISTAKES.stream().noneMatch(problem.message()::contains)) {
        throw new AssertionError("seed " + seed + "\n" + problem.render());
      }
      refused.add(problem.file().name());
    }
    for (String file : refused) {
      if (file.equals("definitions.yaml")) {
        return false;
      }
      if (file.equals("guards.yaml")) {
        texts.put(file, guards());
        continue;
      }
      String name = file.substring("actions/".length(), file.length() - ".yaml".length());
      texts.put(file, policy(name));
    }
    return true;
  }

  Map<String, String> texts() {
    return texts;
  }

  Snapshot snapshot() {
    return Objects.requireNonNull(snapshot);
  }

  private String definitions() {
    StringBuilder text = new StringBuilder("definitions:\n");
    for (int i = 0; i < 8; i++) {
      String name = "d" + i;
      String type = dice.pick(RESULTS);
      List<String> signature = new ArrayList<>(List.of(name));
      Readables parameters = new Readables();
      StringBuilder params = new StringBuilder();
      for (int p = dice.of(0, 0, 1, 2); p > 0; p--) {
        String parameter = "p" + names++;
        String of = dice.of("string", "bool", "int", "list(string)");
        signature.add(of);
        parameters.put(of, parameter);
        params.append(params.isEmpty() ? "" : ", ");
        params.append("{name: ").append(parameter).append(", type: ").append(of).append('}');
      }
      expressions.enter(parameters);
      String body = expressions.of(type, 2);
      expressions.leave();
      text.append("  - name: ").append(name).append("\n    type: ").append(type).append('\n');
      text.append("    params: [").append(params).append("]\n");
      text.append("    expression: ").append(JsonText.of(body)).append('\n');
      expressions.define(type, signature);
    }
    return text.toString();
  }

  private String guards() {
    StringBuilder text = new StringBuilder("name: guards\nrule:\n");
    naming = true;
    rule(text, "  ", 3, dice.chance(0.5) ? 1 : 0, false);
    naming = false;
    return text.toString();
  }

  private String policy(String name) {
    StringBuilder text = new StringBuilder("name: ").append(name).append("\nrule:\n");
    rule(text, "  ", 5, dice.chance(0.5) ? 1 : 0, true);
    return text.toString();
  }

  /**
   * Appends variables and matches.
   *
   * @param decides whether the last match always holds
   */
  private void rule(StringBuilder text, String indent, int matches, int nesting, boolean decides) {
    Readables variables = new Readables();
    expressions.enter(variables);
    text.append(indent).append("variables:\n");
    for (int i = 0; i < 2; i++) {
      String type = dice.pick(RESULTS);
      String name = "v" + names++;
      text.append(indent).append("  - name: ").append(name).append('\n');
      text.append(indent).append("    expression: ");
      text.append(JsonText.of(expressions.of(type, 2))).append('\n');
      variables.put(type, "variables." + name);
    }
    text.append(indent).append("match:\n");
    for (int i = 0; i < matches; i++) {
      if (nesting > 0 && i == 1) {
        boolean open = dice.chance(0.5);
        text.append(indent).append(open ? "  - rule:\n" : "  - condition: " + condition());
        text.append(open ? "" : "\n" + indent + "    rule:\n");
        rule(text, indent + "      ", 2, nesting - 1, !open);
      } else {
        text.append(indent).append("  - condition: ").append(condition()).append('\n');
        text.append(indent).append("    output: ").append(output()).append('\n');
        text.append(naming && dice.chance(0.3) ? indent + "    except: [a5, a6]\n" : "");
      }
    }
    if (decides) {
      text.append(indent).append("  - output: ").append(output()).append('\n');
    }
    expressions.leave();
  }

  private String condition() {
    // a literal would make what follows unreachable, which does not load
    String condition = expressions.of("bool", dice.of(1, 2, 3));
    if (naming) {
      // few checks shall be decided by the guards
      String named = JsonText.of("a1");
      condition =
          dice.of(
              "action.name == " + named + " && (" + condition + ")",
              "(" + condition + ") && action.name in [" + named + ", 'a4']",
              "!(action.name != " + named + " || (" + condition + "))",
              "resource.type == 'thing' && action.name == " + named + " && " + condition);
    }
    boolean literal = condition.equals("true") || condition.equals("false");
    return JsonText.of(literal ? "subject.id == 'ana'" : condition);
  }

  private String output() {
    String reason = "'r" + names++ + "'";
    StringBuilder text = new StringBuilder();
    text.append(
        switch (dice.below(8)) {
          case 0 -> "permit()";
          case 1 -> "deny()";
          case 2 -> "deny(" + expressions.of("string", 1) + ")";
          case 3 ->
              "needs_approval("
                  + reason
                  + ", [role('admin'), user("
                  + expressions.of("string", 1)
                  + ")])";
          case 4 -> "needs_approval(" + reason + ", [group('a'), role('b')])";
          default -> dice.of("permit(", "deny(") + reason + ")";
        });
    if (dice.chance(0.3)) {
      text.append(".detail('k', ").append(expressions.of(dice.pick(RESULTS), 1)).append(')');
    }
    if (dice.chance(0.2)) {
      text.append(".oblige(obligation('do', {'x': ").append(expressions.of("string", 1));
      text.append(", 'y': ").append(expressions.of("int", 1)).append("}))");
    }
    if (dice.chance(0.2)) {
      text.append(".oblige([obligation('do'), notification('a', 'b')])");
    }
    if (dice.chance(0.2)) {
      text.append(".advise(advice('say', {'x': ['a', 1], 'm': reason_message()}))");
    }
    return JsonText.of(text.toString());
  }
}
