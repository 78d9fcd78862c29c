package dev.portreeve.engine.routes;

import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Fact;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one route at a time. */
final class RouteReader {
  private static final List<String> KEYS =
      List.of("host", "method", "path", "action", "subject", "resource", "context", "description");
  private static final String METHOD = "[A-Z][A-Z-]{0,19}";
  private static final String ANY_SUBJECT = "user";

  private final Schema schema;
  private final NodeReader reader;
  private final Set<String> trustedHeaders;

  /**
   * @param trustedHeaders in lower case
   */
  RouteReader(Schema schema, NodeReader reader, Set<String> trustedHeaders) {
    this.schema = schema;
    this.reader = reader;
    this.trustedHeaders = trustedHeaders;
  }

  /** The route, or empty after noting what is wrong. */
  Optional<Route> read(YamlNode.Mapping node) {
    reader.expectOnly(node, KEYS);
    Optional<ActionSpec> action = action(node);
    Optional<PathTemplate> path = path(node);
    HostPattern host = host(node);
    Set<String> methods = methods(node);
    YamlNode.Mapping resource = reader.mapping(node, "resource");
    if (node.find("resource").isEmpty()) {
      reader.problem(node.position(), "a route needs a `resource` with an `id`");
    }
    if (action.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    ValueSourceReader sources = new ValueSourceReader(schema, reader, path.get(), trustedHeaders);
    String subjectType = subjectType(reader.mapping(node, "subject"));
    String resourceType = resourceType(resource, action.get());
    Target target = new Target(action.get(), subjectType, resourceType);
    List<Route.Filling> fillings = fillings(node, target, sources);
    ValueSource id = new ValueSource.Constant("");
    if (node.find("resource").isPresent()) {
      id = id(resource, sources);
    }
    return Optional.of(
        new Route(
            new Route.Pattern(host, methods, path.get()),
            node.position(),
            action.get().name(),
            subjectType,
            resourceType,
            id,
            fillings));
  }

  /** What a route's request is about, which says which facts it can have. */
  private record Target(ActionSpec action, String subjectType, String resourceType) {
    Optional<ValueType> typeOf(Fact fact, Schema schema) {
      return schema.typeOf(
          action, fact, fact.entity() == Entity.SUBJECT ? subjectType : resourceType);
    }
  }

  private Optional<ActionSpec> action(YamlNode.Mapping node) {
    Optional<YamlNode> written = node.find("action");
    if (written.isEmpty()) {
      reader.problem(node.position(), "a route needs an `action`");
      return Optional.empty();
    }
    Optional<String> name =
        written.get() instanceof YamlNode.Mapping mapping
            ? reader.string(mapping, "name")
            : reader.string(written.get(), "`action`");
    Optional<ActionSpec> spec = name.flatMap(schema::action);
    if (name.isPresent() && spec.isEmpty()) {
      reader.problem(
          written.get().locate("name"),
          "unknown action `" + name.get() + "`",
          Suggestion.didYouMean(name.get(), schema.actions().keySet()));
    }
    if (name.isEmpty() && written.get() instanceof YamlNode.Mapping) {
      reader.problem(written.get().position(), "an `action` with facts needs a `name`");
    }
    return spec;
  }

  private Optional<PathTemplate> path(YamlNode.Mapping node) {
    if (node.find("path").isEmpty()) {
      reader.problem(node.position(), "a route needs a `path`");
    }
    return reader
        .string(node, "path")
        .map(PathTemplate::read)
        .flatMap(
            reading -> {
              if (!reading.problem().isEmpty()) {
                reader.problem(node.locate("path"), reading.problem());
              }
              return reading.template();
            });
  }

  private HostPattern host(YamlNode.Mapping node) {
    Optional<String> written = reader.string(node, "host");
    Optional<HostPattern> host = written.flatMap(HostPattern::parse);
    if (written.isPresent() && host.isEmpty()) {
      reader.problem(
          node.locate("host"),
          "`" + written.get() + "` is not a host",
          "write `api.example.com` or `*.example.com`, in lower case and without a port");
    }
    return host.orElse(HostPattern.ANY);
  }

  private Set<String> methods(YamlNode.Mapping node) {
    Optional<YamlNode> written = node.find("method");
    if (written.isEmpty()) {
      return Set.of();
    }
    List<YamlNode> items =
        written.get() instanceof YamlNode.Sequence list ? list.items() : List.of(written.get());
    Set<String> methods = new HashSet<>();
    for (YamlNode item : items) {
      Optional<String> method = reader.string(item, "`method`");
      method.ifPresent(methods::add);
      if (method.isPresent() && !method.get().matches(METHOD)) {
        reader.problem(
            item.position(), "`" + method.get() + "` is not a method", "write it like `GET`");
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD"); // a server answers it as it would answer GET
    }
    if (items.isEmpty()) {
      reader.problem(written.get().position(), "`method` names none", "leave it out to mean any");
    }
    return methods;
  }

  private String subjectType(YamlNode.Mapping subject) {
    List<String> types = schema.subjectTypes();
    String standard = types.isEmpty() ? ANY_SUBJECT : types.get(0);
    return type(subject, types).orElse(standard);
  }

  private String resourceType(YamlNode.Mapping resource, ActionSpec action) {
    List<String> types = action.resourceTypes();
    Optional<String> written = type(resource, types);
    if (written.isEmpty() && types.isEmpty()) {
      reader.problem(resource.position(), "`resource` needs a `type`");
    }
    return written.orElse(types.isEmpty() ? "" : types.get(0));
  }

  private Optional<String> type(YamlNode.Mapping entity, List<String> known) {
    Optional<String> written = reader.string(entity, "type");
    if (written.isPresent() && !known.isEmpty() && !known.contains(written.get())) {
      reader.problem(
          entity.locate("type"),
          "unknown type `" + written.get() + "`",
          Suggestion.didYouMean(written.get(), known));
    }
    return written;
  }

  private ValueSource id(YamlNode.Mapping resource, ValueSourceReader sources) {
    Optional<YamlNode> written = resource.find("id");
    if (written.isEmpty()) {
      reader.problem(resource.position(), "`resource` needs an `id`");
    }
    return written.flatMap(sources::source).orElse(new ValueSource.Constant(""));
  }

  private List<Route.Filling> fillings(
      YamlNode.Mapping node, Target target, ValueSourceReader sources) {
    List<Route.Filling> fillings = new ArrayList<>();
    for (Entity entity : Entity.values()) {
      Optional<YamlNode> written = node.find(entity.variable());
      if (written.isEmpty()
          || entity == Entity.ACTION && written.get() instanceof YamlNode.Scalar) {
        continue;
      }
      for (Map.Entry<String, YamlNode.Member> member :
          reader.mapping(node, entity.variable()).members().entrySet()) {
        if (!own(entity).contains(member.getKey())) {
          filling(entity, member, target, sources).ifPresent(fillings::add);
        }
      }
    }
    return fillings;
  }

  /** The members of an entity that are no facts. */
  private static Set<String> own(Entity entity) {
    return switch (entity) {
      case SUBJECT -> Set.of("type");
      case ACTION -> Set.of("name");
      case RESOURCE -> Set.of("type", "id");
      case CONTEXT -> Set.of();
    };
  }

  private Optional<Route.Filling> filling(
      Entity entity,
      Map.Entry<String, YamlNode.Member> member,
      Target target,
      ValueSourceReader sources) {
    String name = member.getKey();
    String path = entity.variable() + "." + name;
    if (path.equals("subject.id") || path.equals("subject." + Route.SIGNED_IN)) {
      reader.problem(
          member.getValue().keyPosition(), "`" + path + "` follows from the verified identity");
      return Optional.empty();
    }
    Optional<Fact> fact = schema.fact(entity, name);
    Optional<ValueType> type = fact.flatMap(known -> target.typeOf(known, schema));
    if (fact.isEmpty() || type.isEmpty() || isBuiltIn(entity, name)) {
      List<String> known =
          schema.facts().stream()
              .filter(each -> each.entity() == entity && !isBuiltIn(entity, each.name()))
              .filter(each -> target.typeOf(each, schema).isPresent())
              .map(Fact::name)
              .toList();
      reader.problem(
          member.getValue().keyPosition(),
          fact.isEmpty() || type.isPresent()
              ? "unknown fact `" + path + "`"
              : "`" + path + "` is no fact of `" + target.action().name() + "` here",
          Suggestion.didYouMean(name, known));
      return Optional.empty();
    }
    return sources
        .source(fact.get(), type.get(), path, member.getValue().value())
        .map(source -> new Route.Filling(fact.get(), source));
  }

  /** Whether a fact is one that every set has, which is the caller's to send and no route's. */
  private static boolean isBuiltIn(Entity entity, String name) {
    return entity == Entity.CONTEXT && Schema.BUILT_IN.contains(name);
  }
}
