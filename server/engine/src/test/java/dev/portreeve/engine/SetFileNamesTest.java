package dev.portreeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetFileNamesTest {
  @ParameterizedTest
  @CsvSource({
    "messages.yml, messages.yaml",
    "Schema.yaml, schema.yaml",
    "SCHEMA.YML, schema.yaml",
    "message.yaml, messages.yaml",
    "defintions.yaml, definitions.yaml",
    "guard.yaml, guards.yaml",
    "requirments.yml, requirements.yaml",
    "rules.yaml, requirements.yaml",
    "route.yaml, routes.yaml",
    "action/, actions/",
    "Actions/, actions/",
    "polices/, actions/",
    "policies/, actions/",
    "case/, cases/",
    "team/, teams/"
  })
  void meant_nameLikeAnother_isThat(String name, String meant) {
    assertEquals(Optional.of(meant), SetFileNames.meant(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schema.yaml",
        "guards.yaml",
        "actions/",
        "cases/",
        "teams/",
        "README.md",
        "docker-compose.yaml",
        "notes.yaml",
        ".schema.yaml.swp",
        ".messages.yml",
        "schema.yaml~",
        "schema.yaml.bak",
        "..data/",
        "tests/",
        "docs/",
        "actions/rule.yaml"
      })
  void meant_rightNameOrAnother_isNone(String name) {
    assertEquals(Optional.empty(), SetFileNames.meant(name));
  }

  @Test
  void load_misnamedFiles_refused() {
    assertEquals(
        java.util.List.of(
            "messages.yml:1:1: a set has no `messages.yml`, so it would not be read",
            "polices/:1:1: a set has no `polices/`, so it would not be read"),
        dev.portreeve.engine.testing.TestSet.of("name: s\nactions: {}\n")
            .with("messages.yml", "a: b")
            .with("polices/", "")
            .problems());
  }
}
