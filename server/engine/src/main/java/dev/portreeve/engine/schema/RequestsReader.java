package dev.portreeve.engine.schema;

import dev.portreeve.engine.schema.RequestSpec.ApprovalSpec;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code requests} of a schema: what becomes of what needs approval. */
final class RequestsReader {
  private static final String OBLIGATION = "obligation";
  private static final String KIND = "kind";
  private static final String FACTS = "facts";
  private static final String WAITS = "waits";
  private static final String DAYS = "days";
  private static final String APPROVAL = "approval";
  private static final String USES = "uses";
  private static final String MAY_CHANGE = "may_change";
  private static final List<String> USE = List.of("once", "until_it_ends");
  private static final long MOST_DAYS = 3_650;
  private static final Duration USUAL_WAIT = Duration.ofDays(30);
  private static final Duration USUAL_APPROVAL = Duration.ofDays(1);

  private final NodeReader reader;
  private final SchemaReader.Parts parts;

  RequestsReader(NodeReader reader, SchemaReader.Parts parts) {
    this.reader = reader;
    this.parts = parts;
  }

  Optional<RequestSpec> read(YamlNode.Mapping node) {
    reader.expectOnly(node, Set.of(OBLIGATION, KIND, FACTS, WAITS, APPROVAL, MAY_CHANGE));
    Optional<String> obligation = oneOf(node, OBLIGATION, parts.obligations.keySet());
    if (obligation.isEmpty()) {
      return Optional.empty();
    }
    StructType members = parts.obligations.get(obligation.get());
    List<String> names =
        members == null ? List.of() : members.fields().stream().map(f -> f.name()).toList();
    Optional<String> kind = oneOf(node, KIND, names);
    Map<String, Map<String, String>> facts = new LinkedHashMap<>();
    YamlNode.Mapping types = reader.mapping(node, FACTS);
    for (String type : types.members().keySet()) {
      expectDecided(types, type);
      facts.put(type, facts(reader.mapping(types, type), names));
    }
    if (facts.isEmpty()) {
      reader.problem(
          node.position(), "`facts` is required: the types of resource that stand for requests");
    }
    YamlNode.Mapping waits = reader.mapping(node, WAITS);
    reader.expectOnly(waits, Set.of("member", DAYS));
    String days = waits.find("member").isEmpty() ? "" : oneOf(waits, "member", names).orElse("");
    YamlNode.Mapping approval = reader.mapping(node, APPROVAL);
    reader.expectOnly(approval, Set.of(USES, DAYS));
    boolean once =
        approval.find(USES).isEmpty() || oneOf(approval, USES, USE).equals(Optional.of(USE.get(0)));
    return Optional.of(
        new RequestSpec(
            obligation.get(),
            kind.orElse(""),
            facts,
            days,
            duration(waits, USUAL_WAIT),
            new ApprovalSpec(once, duration(approval, USUAL_APPROVAL)),
            mayChange(node)));
  }

  private Set<String> mayChange(YamlNode.Mapping node) {
    List<String> paths = parts.facts.stream().map(Fact::path).toList();
    Set<String> found = new LinkedHashSet<>();
    for (String path : reader.strings(node, MAY_CHANGE)) {
      if (!paths.contains(path)) {
        reader.problem(
            node.locate(MAY_CHANGE),
            "`" + path + "` is not the path of a declared fact",
            Suggestion.didYouMean(path, paths));
      }
      found.add(path);
    }
    return found;
  }

  /** Requests of a type are granted by an action of the set, or nobody ever could. */
  private void expectDecided(YamlNode.Mapping types, String type) {
    ActionSpec approve = parts.actions.get(type + ".approve");
    if (approve == null || !approve.resourceTypes().contains(type)) {
      reader.problem(
          types.locate(type),
          "there is no action `" + type + ".approve` on the resource type `" + type + "`");
    }
  }

  private Map<String, String> facts(YamlNode.Mapping node, List<String> names) {
    List<String> known =
        parts.facts.stream()
            .filter(fact -> fact.entity() == Entity.RESOURCE)
            .map(Fact::name)
            .toList();
    Map<String, String> facts = new LinkedHashMap<>();
    for (String fact : node.members().keySet()) {
      if (!known.contains(fact)) {
        reader.problem(
            node.locate(fact),
            "`" + fact + "` is no declared fact of a resource",
            Suggestion.didYouMean(fact, known));
      }
      oneOf(node, fact, names).ifPresent(member -> facts.put(fact, member));
    }
    return facts;
  }

  private Optional<String> oneOf(YamlNode.Mapping node, String key, Collection<String> known) {
    if (node.find(key).isEmpty()) {
      reader.problem(node.position(), "`" + key + "` is required: one of " + listed(known));
      return Optional.empty();
    }
    Optional<String> value = reader.string(node, key);
    if (value.isPresent() && !known.contains(value.get())) {
      reader.problem(
          node.locate(key),
          "`" + value.get() + "` is none of " + listed(known),
          Suggestion.didYouMean(value.get(), known));
      return Optional.empty();
    }
    return value;
  }

  private static String listed(Collection<String> known) {
    return String.join(", ", known.stream().sorted().toList());
  }

  private Duration duration(YamlNode.Mapping node, Duration usual) {
    Optional<YamlNode> days = node.find(DAYS);
    if (days.isEmpty()) {
      return usual;
    }
    if (days.get().raw() instanceof Number number
        && number.doubleValue() == number.longValue()
        && number.longValue() >= 1
        && number.longValue() <= MOST_DAYS) {
      return Duration.ofDays(number.longValue());
    }
    reader.problem(node.locate(DAYS), "`days` must be a whole number from 1 to " + MOST_DAYS);
    return usual;
  }
}
