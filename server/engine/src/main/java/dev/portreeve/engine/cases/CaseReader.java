package dev.portreeve.engine.cases;

import dev.portreeve.engine.Snapshot;
import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.lang.PolicyReader;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one file of cases. */
final class CaseReader {
  private static final Set<String> TOP = Set.of("action", "defaults", "cases", "description");
  private static final Set<String> LAID_OVER =
      Set.of("subject", "action", "resource", "context", "team");
  private static final Set<String> OF_A_CASE =
      Set.of(
          "name",
          "cites",
          "description",
          "subject",
          "action",
          "resource",
          "context",
          "team",
          "matrix",
          "columns",
          "rows",
          "want");

  private final Snapshot snapshot;
  private final CaseTeams teams;
  private final NodeReader reader;
  private final ExpectationReader wants;
  private final VariantReader variants;
  private final List<Case> cases = new ArrayList<>();

  private CaseReader(Snapshot snapshot, CaseTeams teams, NodeReader reader) {
    this.snapshot = snapshot;
    this.teams = teams;
    this.reader = reader;
    this.wants = new ExpectationReader(reader, snapshot.messages());
    this.variants = new VariantReader(reader);
  }

  /** The cases of a file, in their order; after a problem some are missing. */
  static List<Case> read(
      SourceFile file, Snapshot snapshot, CaseTeams teams, List<Diagnostic> problems) {
    CaseReader reader = new CaseReader(snapshot, teams, new NodeReader(file, problems));
    YamlReader.read(file, PolicyReader.MAX_BYTES, problems).ifPresent(reader::readFile);
    return reader.cases;
  }

  private void readFile(YamlNode root) {
    YamlNode.Mapping top = reader.mapping(root, "the file");
    reader.expectOnly(top, TOP);
    Optional<String> action = reader.string(top, "action");
    if (top.find("action").isEmpty()) {
      reader.problem(top.position(), "`action` is required");
    }
    YamlNode.Mapping defaults = reader.mapping(top, "defaults");
    reader.expectOnly(defaults, LAID_OVER);
    for (String each : snapshot.schema().decidedBy(action.orElse(""))) {
      int before = reader.problems();
      Map<String, Integer> lines = new HashMap<>();
      for (YamlNode item : reader.sequence(top, "cases")) {
        YamlNode.Mapping node = reader.mapping(item, "a case");
        readCase(node, defaults, each, lines);
      }
      if (reader.problems() > before) {
        break; // the other actions of a group would have each problem told again
      }
    }
    if (reader.sequence(top, "cases").isEmpty()) {
      reader.problem(top.position(), "the file has no `cases`");
    }
    action.ifPresent(name -> expectKnown(name, top));
  }

  /** An action may be unknown only where that is what the cases are about. */
  private void expectKnown(String action, YamlNode.Mapping top) {
    boolean meant =
        !cases.isEmpty()
            && cases.stream().allMatch(c -> c.want().reason().equals(Reasons.UNKNOWN_ACTION));
    boolean known =
        snapshot.schema().action(action).isPresent()
            || snapshot.schema().groups().containsKey(action);
    if (!meant && !known) {
      String help = Suggestion.didYouMean(action, snapshot.schema().actions().keySet());
      reader.problem(top.locate("action"), "`" + action + "` is not an action of the schema", help);
    }
  }

  private void readCase(
      YamlNode.Mapping node, YamlNode.Mapping defaults, String action, Map<String, Integer> lines) {
    reader.expectOnly(node, OF_A_CASE);
    Optional<String> name = reader.string(node, "name");
    if (node.find("name").isEmpty() || node.find("want").isEmpty() && !tabled(node)) {
      reader.problem(node.position(), "a case needs `name` and `want`");
      return;
    }
    Integer earlier = lines.putIfAbsent(name.orElse(""), node.position().line());
    if (earlier != null) {
      reader.problem(node.locate("name"), "the name is taken by the case in line " + earlier);
    }
    List<String> cites = reader.strings(node, "cites");
    for (YamlNode rule : reader.sequence(node, "cites")) {
      snapshot.requirements().check(rule, String.valueOf(rule.raw()), reader);
    }
    YamlNode.Mapping whole = over(defaults, node);
    for (Variant variant : variants.variants(node)) {
      String label = variant.label().isEmpty() ? "" : " [" + variant.label() + "]";
      readVariant(put(variant, whole), action, variant, name.orElse("") + label, cites);
    }
  }

  /** Whether a column says what is wanted. */
  private static boolean tabled(YamlNode.Mapping node) {
    return node.find("columns").orElse(null) instanceof YamlNode.Sequence columns
        && columns.items().stream().anyMatch(path -> "want.outcome".equals(path.raw()));
  }

  /** The case over the defaults, entity by entity and fact by fact. */
  private static YamlNode.Mapping over(YamlNode.Mapping defaults, YamlNode.Mapping node) {
    YamlNode.Mapping whole = node;
    for (String key : LAID_OVER) {
      Optional<YamlNode> lower = defaults.find(key);
      Optional<YamlNode> upper = node.find(key);
      if (lower.isPresent() && upper.isEmpty()) {
        whole = LayeredNodes.with(whole, new String[] {key}, 0, node.position(), lower.get()).get();
      } else if (lower.orElse(null) instanceof YamlNode.Mapping below
          && upper.orElse(null) instanceof YamlNode.Mapping above) {
        YamlNode both = LayeredNodes.over(below, above);
        whole = LayeredNodes.with(whole, new String[] {key}, 0, node.position(), both).get();
      }
    }
    return whole;
  }

  private YamlNode.Mapping put(Variant variant, YamlNode.Mapping whole) {
    YamlNode.Mapping result = whole;
    for (Variant.Setting setting : variant.settings()) {
      Optional<YamlNode.Mapping> next =
          LayeredNodes.with(result, setting.path().split("\\."), 0, setting.at(), setting.value());
      if (next.isEmpty()) {
        reader.problem(setting.at(), "`" + setting.path() + "` leads through what is no map");
      }
      result = next.orElse(result);
    }
    return result;
  }

  private void readVariant(
      YamlNode.Mapping node, String action, Variant variant, String name, List<String> cites) {
    Optional<CaseTeam> stated = node.find("team").flatMap(team -> teams.stated(team, reader));
    if (stated.isPresent() && snapshot.schema().team().isEmpty()) {
      reader.problem(node.locate("team"), "the set has no teams: its schema names no `team`");
    }
    CaseRequest request =
        new CaseRequestReader(reader, snapshot.schema(), action).request(node, stated);
    Expectation want = wants.want(reader.mapping(node, "want"));
    Schema schema = snapshot.schema();
    schema
        .action(action)
        .ifPresent(spec -> new CaseLiterals(reader, schema, spec, request, want).check(node));
    Frame frame = request.frame(snapshot.schema(), Instant.EPOCH);
    Optional<CaseTeam> named =
        frame
            .teamId()
            .flatMap(id -> stated.filter(t -> t.id().equals(id)).or(() -> teams.shipped(id)));
    cases.add(new Case(reader.file(), variant.position(), name, cites, request, named, want));
  }
}
