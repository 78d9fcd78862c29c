package dev.portreeve.engine.cases;

import dev.portreeve.engine.yaml.NodeReader;
import dev.portreeve.engine.yaml.Position;
import dev.portreeve.engine.yaml.Suggestion;
import dev.portreeve.engine.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the {@code matrix}, {@code columns} and {@code rows} of a case. */
final class VariantReader {
  private static final int MAX_VARIANTS = 10_000;
  private static final int MAX_LABEL = 120;
  private static final List<String> ROOTS =
      List.of("subject", "action", "resource", "context", "team", "want");

  private final NodeReader reader;

  VariantReader(NodeReader reader) {
    this.reader = reader;
  }

  /** At least one variant: a case without any of these is run as it stands. */
  List<Variant> variants(YamlNode.Mapping node) {
    List<Variant> variants = List.of(new Variant(node.position(), "", List.of()));
    for (Map.Entry<String, YamlNode.Member> axis :
        reader.mapping(node, "matrix").members().entrySet()) {
      variants = crossed(variants, axis.getKey(), axis.getValue());
    }
    return tabled(variants, node);
  }

  private List<Variant> crossed(List<Variant> variants, String path, YamlNode.Member axis) {
    checkPath(path, axis.keyPosition());
    if (!(axis.value() instanceof YamlNode.Sequence values) || values.items().isEmpty()) {
      reader.problem(axis.value().position(), "`" + path + "` must be a list of values");
      return variants;
    }
    if ((long) variants.size() * values.items().size() > MAX_VARIANTS) {
      reader.problem(axis.keyPosition(), "the matrix has more than 10000 combinations");
      return variants;
    }
    List<Variant> crossed = new ArrayList<>();
    for (Variant variant : variants) {
      for (YamlNode value : values.items()) {
        crossed.add(
            variant.and(
                variant.position(),
                path + "=" + shown(value),
                List.of(new Variant.Setting(path, axis.keyPosition(), value))));
      }
    }
    return crossed;
  }

  private List<Variant> tabled(List<Variant> variants, YamlNode.Mapping node) {
    if (node.find("columns").isEmpty() && node.find("rows").isEmpty()) {
      return variants;
    }
    List<YamlNode> columns = reader.sequence(node, "columns");
    List<YamlNode> rows = reader.sequence(node, "rows");
    if (columns.isEmpty() || rows.isEmpty()) {
      reader.problem(node.position(), "`columns` and `rows` belong together");
      return variants;
    }
    List<String> paths = paths(columns);
    List<Variant> tabled = new ArrayList<>();
    for (YamlNode row : rows) {
      List<YamlNode> cells = row instanceof YamlNode.Sequence list ? list.items() : List.of();
      if (cells.size() != paths.size()) {
        reader.problem(row.position(), "a row must be a list of " + paths.size() + " values");
        continue;
      }
      List<Variant.Setting> settings = new ArrayList<>();
      List<String> label = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        settings.add(new Variant.Setting(paths.get(i), columns.get(i).position(), cells.get(i)));
        if (!paths.get(i).startsWith("want")) {
          label.add(shown(cells.get(i)));
        }
      }
      variants.forEach(
          variant -> tabled.add(variant.and(row.position(), String.join(" ", label), settings)));
    }
    return tabled;
  }

  private List<String> paths(List<YamlNode> columns) {
    List<String> paths = new ArrayList<>();
    for (YamlNode column : columns) {
      String path = reader.string(column, "a column").orElse("want");
      checkPath(path, column.position());
      if (paths.contains(path)) {
        reader.problem(column.position(), "column `" + path + "` is there twice");
      }
      paths.add(path);
    }
    return paths;
  }

  private void checkPath(String path, Position at) {
    int dot = path.indexOf('.');
    String root = dot < 0 ? path : path.substring(0, dot);
    if (!ROOTS.contains(root)) {
      String help = Suggestion.didYouMean(root, ROOTS);
      reader.problem(
          at,
          "`" + path + "` is no path of a case",
          help.isEmpty() ? "paths begin with " + String.join(", ", ROOTS) : help);
    } else if (path.endsWith(".") || path.contains("..")) {
      reader.problem(at, "`" + path + "` is no path of a case");
    }
  }

  private static String shown(YamlNode value) {
    String text = value.raw() instanceof String plain ? plain : JsonText.of(value.raw());
    return text.length() > MAX_LABEL ? text.substring(0, MAX_LABEL) + "…" : text;
  }
}
