package dev.portreeve.server.reload;

import java.util.LinkedHashMap;
import java.util.Map;

/** The texts of a small policy set of which every answer tells the number. */
final class GenerationSet {
  static final String ONE = "one.read";
  static final String TWO = "two.read";

  private GenerationSet() {}

  /** A set that loads; its reasons are {@code g} and the number. */
  static Map<String, String> valid(int number) {
    return texts("g" + number, "");
  }

  /** A set that does not load, by one of its files only. */
  static Map<String, String> broken(int number) {
    return texts("broken" + number, number % 4 == 1 ? "    - condition: nobody.knows\n" : "  oops");
  }

  private static Map<String, String> texts(String reason, String trouble) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "schema.yaml",
        """
        name: generations
        resource: {properties: {size: {type: integer, default: 0}}}
        actions: {one.read: {}, two.read: {}}
        """);
    texts.put("messages.yaml", reason + ": This is " + reason + ".\n");
    texts.put("policies/one.read.yaml", policy(ONE, reason));
    texts.put("policies/two.read.yaml", policy(TWO, reason) + trouble);
    return texts;
  }

  private static String policy(String action, String reason) {
    return "name: %s\nrule:\n  match:\n    - output: permit(\"%s\")\n".formatted(action, reason);
  }
}
