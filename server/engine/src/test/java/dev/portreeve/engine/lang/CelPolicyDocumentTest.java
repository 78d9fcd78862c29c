package dev.portreeve.engine.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelTypes;
import dev.cel.policy.CelCompiledRule;
import dev.cel.policy.CelCompiledRule.CelCompiledMatch;
import dev.cel.policy.CelPolicy;
import dev.cel.policy.CelPolicyCompilerFactory;
import dev.cel.policy.CelPolicyParser;
import dev.cel.policy.CelPolicyParserFactory;
import dev.cel.policy.PolicyParserContext;
import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.testing.Repository;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Shipped policies and guards are documents of CEL Policy: cel-java makes the same trees of them.
 */
class CelPolicyDocumentTest {
  /** What this project adds to the language. */
  private static final Set<String> OWN_WORDS = Set.of("cites", "except");

  private static final CelPolicyParser PARSER =
      CelPolicyParserFactory.newYamlParserBuilder()
          .addTagVisitor(
              new CelPolicyParser.TagVisitor<Node>() {
                @Override
                public void visitMatchTag(
                    PolicyParserContext<Node> context,
                    long id,
                    String tag,
                    Node node,
                    CelPolicy.Builder policy,
                    CelPolicy.Match.Builder match) {
                  if (!OWN_WORDS.contains(tag)) {
                    context.reportError(id, "unknown key " + tag);
                  }
                }
              })
          .build();

  @ParameterizedTest
  @ValueSource(strings = {"postman", "authzen", "todo", "gateway", "records"})
  void compileRule_shippedDocuments_sameTreesAsOwnReader(String set) throws Exception {
    Map<String, String> texts = SetDirectory.read(Repository.set(set));
    Snapshot snapshot =
        ((LoadResult.Loaded) PolicySetLoader.load(PolicySetFiles.of(texts))).snapshot();
    List<Diagnostic> problems = new ArrayList<>();
    Environment environment =
        texts.containsKey("definitions.yaml")
            ? DefinitionsReader.read(
                snapshot.schema(),
                new SourceFile("definitions.yaml", texts.get("definitions.yaml")),
                new SourcePlaces(),
                problems)
            : DefinitionsReader.none(snapshot.schema());
    List<Policy> policies = new ArrayList<>(snapshot.guards().document().stream().toList());
    snapshot.policies().forEach(action -> policies.add(snapshot.policy(action).orElseThrow()));
    for (Policy policy : policies) {
      SourceFile file = policy.file();
      CelPolicy parsed = PARSER.parse(file.text(), file.name());
      CelCompiledRule compiled =
          CelPolicyCompilerFactory.newPolicyCompiler(environment.cel()).build().compileRule(parsed);
      assertEquals(policy.name().equals(Guards.NAME), compiled.hasOptionalOutput(), file.name());
      List<Object> expected = new ArrayList<>();
      add(compiled, expected);
      List<Object> own = new ArrayList<>();
      add(policy.tree(), own);
      assertEquals(expected, own, file.name());
    }
    assertTrue(policies.size() >= snapshot.schema().actions().size());
  }

  private static void add(CelCompiledRule rule, List<Object> trees) {
    rule.variables().forEach(variable -> add(variable.ast(), trees));
    for (CelCompiledMatch match : rule.matches()) {
      if (!match.isConditionTriviallyTrue()) {
        add(match.condition(), trees);
      }
      if (match.result().kind() == CelCompiledMatch.Result.Kind.OUTPUT) {
        add(match.result().output().ast(), trees);
      } else {
        add(match.result().rule(), trees);
      }
    }
  }

  private static void add(RuleTree rule, List<Object> trees) {
    rule.variables().forEach(variable -> add(variable.ast(), trees));
    for (RuleTree.Match match : rule.matches()) {
      match.condition().ifPresent(condition -> add(condition, trees));
      if (match.result() instanceof RuleTree.Result.Output output) {
        add(output.ast(), trees);
      } else if (match.result() instanceof RuleTree.Result.Nested nested) {
        add(nested.rule(), trees);
      }
    }
  }

  private static void add(CelAbstractSyntaxTree ast, List<Object> trees) {
    trees.add(ast.getExpr());
    Map<Long, String> types = new TreeMap<>();
    ast.getTypeMap().forEach((id, type) -> types.put(id, CelTypes.format(type)));
    trees.add(types);
    trees.add(ast.getReferenceMap());
  }
}
