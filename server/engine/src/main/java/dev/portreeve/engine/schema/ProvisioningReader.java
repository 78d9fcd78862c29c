package dev.portreeve.engine.schema;

import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.ListType;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.StringType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code provisioning} of a schema. */
final class ProvisioningReader {
  private static final String GROUPS = "groups";
  private static final String ROLES = "roles";
  private static final String NEW = "new";

  private final NodeReader reader;
  private final StructType person;

  /**
   * @param person what a team says of a member
   */
  ProvisioningReader(NodeReader reader, StructType person) {
    this.reader = reader;
    this.person = person;
  }

  ProvisioningSpec read(YamlNode.Mapping node) {
    reader.expectOnly(node, Set.of(GROUPS, ROLES, NEW));
    return new ProvisioningSpec(list(node, GROUPS), list(node, ROLES), fresh(node));
  }

  /** The field that is named, or that has the name itself. */
  private Optional<String> list(YamlNode.Mapping node, String key) {
    List<String> lists =
        person.fields().stream().filter(ProvisioningReader::listsStrings).map(Field::name).toList();
    if (node.find(key).isEmpty()) {
      return Optional.of(key).filter(lists::contains);
    }
    Optional<String> field = reader.string(node, key);
    if (field.isPresent() && !lists.contains(field.get())) {
      reader.problem(
          node.locate(key),
          "`" + field.get() + "` is no list of strings that a team's members have",
          Suggestion.didYouMean(field.get(), lists));
      return Optional.empty();
    }
    return field;
  }

  private static boolean listsStrings(Field field) {
    return field.type() instanceof ListType list && list.items() instanceof StringType;
  }

  private Map<String, Object> fresh(YamlNode.Mapping node) {
    YamlNode.Mapping written = reader.mapping(node, NEW);
    Map<String, Object> raw = new LinkedHashMap<>();
    written.members().forEach((name, member) -> raw.put(name, member.value().raw()));
    if (person.accept(raw) instanceof InvalidValue invalid) {
      for (Problem problem : invalid.problems()) {
        reader.problem(
            written.position(),
            "`" + NEW + "." + problem.path() + "`: " + problem.message(),
            problem.help());
      }
    }
    return raw;
  }
}
