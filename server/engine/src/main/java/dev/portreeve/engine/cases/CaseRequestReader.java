package dev.portreeve.engine.cases;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the request of a case from its entities. */
final class CaseRequestReader {
  private final NodeReader reader;
  private final Schema schema;
  private final String action;
  private final List<String> resourceTypes;

  CaseRequestReader(NodeReader reader, Schema schema, String action) {
    this.reader = reader;
    this.schema = schema;
    this.action = action;
    this.resourceTypes =
        schema.action(action).map(ActionSpec::resourceTypes).orElseGet(() -> anyType(schema));
  }

  /** The type of a resource of which nothing is known, not even its action: one there is. */
  private static List<String> anyType(Schema schema) {
    return schema.actions().values().stream()
        .flatMap(action -> action.resourceTypes().stream())
        .sorted()
        .toList();
  }

  /**
   * The request.
   *
   * @param node the case with everything laid over each other
   * @param team the team it states; the fact that carries the team names it unless given
   */
  CaseRequest request(YamlNode.Mapping node, Optional<CaseTeam> team) {
    Map<String, Object> actionFacts = facts(node, Entity.ACTION, team);
    return new CaseRequest(
        party(node, Entity.SUBJECT, schema.subjectTypes(), team),
        action,
        actionFacts,
        party(node, Entity.RESOURCE, resourceTypes, team),
        facts(node, Entity.CONTEXT, team));
  }

  private CaseRequest.Party party(
      YamlNode.Mapping node, Entity entity, List<String> types, Optional<CaseTeam> team) {
    YamlNode.Mapping written = reader.mapping(node, entity.variable());
    Optional<String> type = reader.string(written, "type");
    Optional<String> id = reader.string(written, "id");
    if (written.find("id").isEmpty()) {
      reader.problem(written.position(), "`" + entity.variable() + ".id` is required");
    }
    if (written.find("type").isEmpty() && types.isEmpty()) {
      reader.problem(
          written.position(),
          "`" + entity.variable() + ".type` is required",
          "the schema names no type that it could default to");
    }
    return new CaseRequest.Party(
        type.orElseGet(() -> types.isEmpty() ? "" : types.get(0)),
        id.orElse(""),
        facts(node, entity, team));
  }

  private boolean belongs(Fact fact) {
    return schema.action(action).map(a -> schema.typeOf(a, fact).isPresent()).orElse(true);
  }

  private Map<String, Object> facts(YamlNode.Mapping node, Entity entity, Optional<CaseTeam> team) {
    boolean party = entity == Entity.SUBJECT || entity == Entity.RESOURCE;
    List<String> own = party ? List.of("type", "id") : List.of();
    YamlNode.Mapping written = reader.mapping(node, entity.variable());
    List<String> known = new ArrayList<>(own);
    schema.facts().stream()
        .filter(fact -> fact.entity() == entity && belongs(fact))
        .forEach(fact -> known.add(fact.name()));
    reader.expectOnly(written, known);
    Map<String, Object> facts = new LinkedHashMap<>();
    written.members().forEach((name, member) -> facts.put(name, member.value().raw()));
    facts.keySet().removeAll(own);
    Optional<Fact> carrier = schema.team().filter(fact -> fact.entity() == entity);
    if (carrier.isPresent() && team.isPresent()) {
      facts.putIfAbsent(carrier.get().name(), team.get().id());
    }
    return facts;
  }
}
