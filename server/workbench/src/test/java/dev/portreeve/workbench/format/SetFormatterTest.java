package dev.portreeve.workbench.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portreeve.engine.typecheck.TypeCheckStore;
import dev.portreeve.workbench.set.AuthoredSet;
import dev.portreeve.workbench.set.SetTexts;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SetFormatterTest {
  private static final String SCHEMA =
      "name:   doors # the set\nactions: { door.open:  {resource: [ door ]} }\n";

  @Test
  void layout_messyFile_isCanonical() {
    String messy =
        """


        # of the house
        top:   one   # first


        # below
        list:
        - a
        -   b: 1
            c: [ 1,2 ,  3 ]

        # kept
        text: >-
            some words
              and more

        # after the text

        map: {a:   1, b: {c:  2}}
        plain: goes
          on here
        empty:
        deep:
          - - x
            - y
        """;
    assertEquals(
        """
        # of the house
        top: one  # first

        # below
        list:
          - a
          - b: 1
            c: [1, 2, 3]

        # kept
        text: >-
          some words
            and more

        # after the text

        map: {a: 1, b: {c: 2}}
        plain: >-
          goes
          on here
        empty:
        deep:
          - - x
            - y
        """,
        YamlLayout.of(messy));
  }

  @Test
  void layout_longFlow_becomesABlock() {
    String long1 = "a" + "b".repeat(70);
    assertEquals(
        "key:\n  one: " + long1 + "\n  two: [" + long1 + "]\n",
        YamlLayout.of("key: {one: " + long1 + ", two: [" + long1 + "]}\n"));
  }

  @Test
  void format_good_isChangedOnce() {
    SetFormatter formatter = formatted(YamlLayout::of);
    String text = formatter.changed().get("schema.yaml");
    assertEquals("name: doors  # the set\nactions: {door.open: {resource: [door]}}\n", text);
    assertTrue(formatter.problems().isEmpty());
  }

  @Test
  void format_commentLost_isRefused() {
    assertRefused(text -> YamlLayout.of(text).replace("  # the set", ""));
  }

  @Test
  void format_valueChanged_isRefused() {
    assertRefused(text -> YamlLayout.of(text).replace("door]", "gate]"));
  }

  @Test
  void format_notIdempotent_isRefused() {
    assertRefused(text -> text + "\n");
  }

  private static void assertRefused(UnaryOperator<String> layout) {
    SetFormatter formatter = formatted(layout);
    assertEquals(Map.of(), formatter.changed());
    assertEquals(
        "schema.yaml:1:1: the file cannot be formatted without changing what it says",
        formatter.problems().get(0).headline());
  }

  private static SetFormatter formatted(UnaryOperator<String> layout) {
    SetFormatter formatter = new SetFormatter(layout);
    SetTexts texts = new SetTexts("test", Map.of("schema.yaml", SCHEMA));
    formatter.format(texts, () -> AuthoredSet.load(texts, TypeCheckStore.NONE));
    return formatter;
  }
}
