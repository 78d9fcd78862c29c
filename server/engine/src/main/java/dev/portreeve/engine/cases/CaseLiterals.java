package dev.portreeve.engine.cases;

import dev.portreeve.engine.decision.Reasons;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.ChangeSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds values of a case that are outside their enum, where the case does not want just that. */
final class CaseLiterals {
  private static final String INVALID_SETTING = "invalid_setting";
  private static final String FIELD = "field";

  private final NodeReader reader;
  private final Schema schema;
  private final ActionSpec action;
  private final CaseRequest request;
  private final Expectation want;

  CaseLiterals(
      NodeReader reader, Schema schema, ActionSpec action, CaseRequest request, Expectation want) {
    this.reader = reader;
    this.schema = schema;
    this.action = action;
    this.request = request;
    this.want = want;
  }

  /**
   * Reports them.
   *
   * @param node the case with everything laid over each other
   */
  void check(YamlNode.Mapping node) {
    type(node, Entity.SUBJECT, schema.subjectTypes(), request.subject().type());
    type(node, Entity.RESOURCE, action.resourceTypes(), request.resource().type());
    for (Entity entity : Entity.values()) {
      if (node.find(entity.variable()).orElse(null) instanceof YamlNode.Mapping written) {
        written
            .members()
            .forEach(
                (name, member) ->
                    schema
                        .fact(entity, name)
                        .flatMap(fact -> typeOf(fact).or(() -> Optional.of(fact.type())))
                        .ifPresent(type -> check(type, member.value(), entity.path(name))));
      }
    }
    schema.change().ifPresent(change -> proposed(change, node));
  }

  private Optional<ValueType> typeOf(Fact fact) {
    String type =
        switch (fact.entity()) {
          case SUBJECT -> request.subject().type();
          case RESOURCE -> request.resource().type();
          case ACTION, CONTEXT -> "";
        };
    return schema.typeOf(action, fact, type);
  }

  private void type(YamlNode.Mapping node, Entity entity, List<String> types, String type) {
    String path = entity.variable() + ".type";
    if (!types.isEmpty() && !types.contains(type) && !wanted(path)) {
      outside(node.locate(path), type, types);
    }
  }

  private void check(ValueType type, YamlNode value, String path) {
    if (type instanceof StringType text && value.raw() instanceof String given) {
      if (!text.values().isEmpty() && !text.values().contains(given) && !wanted(path)) {
        outside(value.position(), given, text.values());
      }
    } else if (type instanceof ListType list && value instanceof YamlNode.Sequence items) {
      for (int i = 0; i < items.items().size(); i++) {
        check(list.items(), items.items().get(i), path + "[" + i + "]");
      }
    } else if (type instanceof StructType struct && value instanceof YamlNode.Mapping members) {
      for (Field field : struct.fields()) {
        members
            .find(field.name())
            .ifPresent(member -> check(field.type(), member, path + "." + field.name()));
      }
    }
  }

  /** The value that a setting would have, which is typed by the setting's key. */
  private void proposed(ChangeSpec change, YamlNode.Mapping node) {
    Object key = request.actionProperties().get(change.setting().name());
    Optional<Setting> setting =
        key instanceof String name ? schema.setting(name) : Optional.empty();
    Fact value = change.value();
    if (setting.isPresent()
        && !want.reason().equals(INVALID_SETTING)
        && node.find(value.entity().variable()).orElse(null) instanceof YamlNode.Mapping written) {
      written
          .find(value.name())
          .ifPresent(proposed -> check(setting.get().type(), proposed, value.path()));
    }
  }

  /** Whether the case is about the value's being outside. */
  private boolean wanted(String path) {
    Object field = want.detail().get(FIELD);
    return want.reason().equals(Reasons.INVALID_FACT)
        && (field == null || path.equals(field) || path.startsWith(field + "."));
  }

  private void outside(Position at, String given, Collection<String> values) {
    String near = Suggestion.didYouMean(given, values);
    reader.problem(
        at,
        "`" + given + "` is none of " + String.join(", ", values),
        near.isEmpty() ? "only a case that wants invalid_fact for this field may say so" : near);
  }
}
