package dev.portreeve.engine.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** The case files beside these tests. */
final class Cases {
  private Cases() {}

  /** The lists of strings of a file, by their names. */
  static Map<String, List<String>> lists(String file) {
    return lists((Map<?, ?>) load(file));
  }

  static Map<String, List<String>> lists(Map<?, ?> map) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    map.forEach((name, list) -> lists.put((String) name, strings((List<?>) list)));
    return lists;
  }

  static List<String> strings(List<?> list) {
    return list.stream().map(String.class::cast).toList();
  }

  static Object load(String file) {
    try (InputStream in = Cases.class.getResourceAsStream("/packages/" + file)) {
      return new Yaml().load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
