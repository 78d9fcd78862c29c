package dev.portreeve.engine.facts;

import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.InvalidValue;
import dev.portreeve.engine.type.Problem;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.Structure;
import dev.portreeve.engine.type.UncompiledTypes;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.Hash;
import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.ShownText;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads team files and checks them against a schema. Safe for use by several threads. */
public final class TeamReader {
  /*
   * What the default heap of 64 MiB carries beside everything else: reading a file takes up to 20
   * MiB for a moment, a team that is kept up to 9.
   */

  /** The longest team file taken, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  /** The most members of a team. */
  public static final int MAX_MEMBERS = 10_000;

  /** 128 bits: no two files that anybody writes share a version. */
  private static final int VERSION_DIGITS = 32;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final List<String> OWN = List.of("id", "settings", "members");

  private final Schema schema;
  private final StructType memberType;
  private final StructType checkedSettings;
  private final List<String> known = new ArrayList<>(OWN);

  public TeamReader(Schema schema) {
    this.schema = schema;
    this.memberType = schema.person();
    this.checkedSettings = UncompiledTypes.of(schema.settingsType());
    schema.attributes().fields().forEach(field -> known.add(field.name()));
  }

  /** Whether a text can be the id of a team at all. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The team, or empty when its file is refused; then {@code problems} says why, without showing
   * lines of a file that may hold secrets.
   */
  public Optional<Team> read(SourceFile file, List<Diagnostic> problems) {
    return document(file, problems).map(TeamDocument::team);
  }

  /** The same with what the file says, for whoever wants to suppose that it said otherwise. */
  public Optional<TeamDocument> document(SourceFile file, List<Diagnostic> problems) {
    return whole(
        file,
        problems,
        (root, reader) ->
            team(root, file.stem(), version(file), reader)
                .map(known -> new TeamDocument(known, root)));
  }

  /**
   * What a file says, for whoever does not decide by it: takes and refuses the same files as {@link
   * #read(SourceFile, List)}, in a fraction of the time.
   */
  public Optional<YamlNode> check(SourceFile file, List<Diagnostic> problems) {
    return whole(
        file,
        problems,
        (root, reader) -> {
          YamlNode.Mapping top = top(root, file.stem(), reader);
          Optional<Structure> attributes = attributes(top, reader);
          Optional<Structure> settings = settings(checkedSettings, top, reader);
          Map<String, Structure> unused = members(top, reader);
          return attributes.isPresent() && settings.isPresent()
              ? Optional.of(root)
              : Optional.empty();
        });
  }

  private <T> Optional<T> whole(
      SourceFile file,
      List<Diagnostic> problems,
      BiFunction<YamlNode, NodeReader, Optional<T>> reading) {
    List<Diagnostic> found = new ArrayList<>();
    Optional<T> read =
        YamlReader.read(file, MAX_BYTES, found)
            .flatMap(root -> reading.apply(root, new NodeReader(file, found)));
    SourceFile shown = schema.holdsSecrets() ? file.withheld() : file;
    found.forEach(p -> problems.add(new Diagnostic(shown, p.position(), p.message(), p.help())));
    return found.isEmpty() ? read : Optional.empty();
  }

  /**
   * The team described by a part of another file, such as a case.
   *
   * @param id taken where the description names none
   */
  public Optional<Team> read(YamlNode node, String id, NodeReader reader) {
    return team(node, id, "", reader);
  }

  /** The version of a team that is read from a file. */
  public static String version(SourceFile file) {
    return Hash.of(file.text()).substring(0, VERSION_DIGITS);
  }

  private Optional<Team> team(YamlNode node, String expectedId, String version, NodeReader reader) {
    YamlNode.Mapping top = top(node, expectedId, reader);
    String id =
        top.find("id")
            .map(YamlNode::raw)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .orElse(expectedId);
    Optional<Structure> attributes = attributes(top, reader);
    Optional<Structure> settings = settings(schema.settingsType(), top, reader);
    Map<String, Structure> members = members(top, reader);
    return attributes.isEmpty() || settings.isEmpty()
        ? Optional.empty()
        : Optional.of(new Team(id, version, schema, attributes.get(), settings.get(), members));
  }

  /** The map that a team is, after noting what is wrong with its keys and id. */
  private YamlNode.Mapping top(YamlNode node, String expectedId, NodeReader reader) {
    YamlNode.Mapping top = reader.mapping(node, "a team");
    reader.expectOnly(top, known);
    String id = reader.string(top, "id").orElse(expectedId);
    if (!isId(id)) {
      reader.problem(
          top.locate("id"),
          "`" + ShownText.of(id) + "` is not a team's id",
          "use letters, digits, `.`, `_` and `-`, at most 64");
    } else if (!id.equals(expectedId)) {
      reader.problem(
          top.locate("id"),
          "the team's id `" + ShownText.of(id) + "` is not the file's name",
          "call it `" + expectedId + "`");
    }
    return top;
  }

  private Optional<Structure> attributes(YamlNode.Mapping top, NodeReader reader) {
    Map<String, Object> raw = new LinkedHashMap<>();
    for (Field field : schema.attributes().fields()) {
      top.find(field.name()).ifPresent(value -> raw.put(field.name(), value.raw()));
    }
    return accept(schema.attributes(), raw, top, "", reader);
  }

  private static Optional<Structure> settings(
      StructType type, YamlNode.Mapping top, NodeReader reader) {
    Optional<YamlNode> written = top.find("settings");
    Object raw = written.map(YamlNode::raw).orElse(Map.of());
    return accept(type, raw, written.orElse(top), "settings", reader);
  }

  private Map<String, Structure> members(YamlNode.Mapping top, NodeReader reader) {
    Map<String, Structure> members = new HashMap<>();
    YamlNode.Mapping written = reader.mapping(top, "members");
    if (written.members().size() > MAX_MEMBERS) {
      reader.problem(written.position(), "a team has at most " + MAX_MEMBERS + " members");
      return members;
    }
    for (Map.Entry<String, YamlNode.Member> member : written.members().entrySet()) {
      if (reader.full()) {
        break;
      }
      String id = member.getKey();
      YamlNode value = member.getValue().value();
      accept(memberType, value.raw(), value, "members." + ShownText.of(id), reader)
          .ifPresent(structure -> members.put(id, structure));
    }
    return members;
  }

  /**
   * @param around what {@code raw} was written as
   * @param path what leads there, for people
   */
  private static Optional<Structure> accept(
      StructType type, Object raw, YamlNode around, String path, NodeReader reader) {
    Object typed = type.accept(raw);
    if (typed instanceof Structure structure) {
      return Optional.of(structure);
    }
    for (Problem problem : ((InvalidValue) typed).problems()) {
      String inside = problem.path();
      String joint = path.isEmpty() || inside.isEmpty() || inside.startsWith("[") ? "" : ".";
      String full = path + joint + inside;
      String told = problem.onKey() ? full.substring(0, Math.max(0, full.lastIndexOf('.'))) : full;
      reader.problem(
          problem.onKey() ? around.locateKey(inside) : around.locate(inside),
          told.isEmpty() ? problem.message() : "`" + told + "`: " + problem.message(),
          problem.help());
    }
    return Optional.empty();
  }
}
