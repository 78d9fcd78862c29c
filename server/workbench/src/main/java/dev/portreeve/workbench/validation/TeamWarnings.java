package dev.portreeve.workbench.validation;

import dev.portreeve.engine.facts.Team;
import dev.portreeve.engine.facts.TeamReader;
import dev.portreeve.engine.packages.PackagePattern;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.schema.Setting;
import dev.portreeve.engine.type.Field;
import dev.portreeve.engine.type.PatternsType;
import dev.portreeve.engine.type.StructType;
import dev.portreeve.engine.type.ValueType;
import dev.portreeve.engine.yaml.Diagnostic;
import dev.portreeve.engine.yaml.SourceFile;
import dev.portreeve.engine.yaml.YamlNode;
import dev.portreeve.engine.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what is legal but suspicious in team files. */
final class TeamWarnings {
  private final Schema schema;
  private final List<Finding> found = new ArrayList<>();

  TeamWarnings(Schema schema) {
    this.schema = schema;
  }

  List<Finding> find(List<SourceFile> files, Map<String, Team> teams) {
    for (SourceFile file : files) {
      Team team = teams.get(file.stem());
      if (team != null) {
        YamlReader.read(file, TeamReader.MAX_BYTES, new ArrayList<>())
            .ifPresent(root -> look(root, team, schema.holdsSecrets() ? file.withheld() : file));
      }
    }
    return found;
  }

  private void look(YamlNode root, Team team, SourceFile shown) {
    if (!(root instanceof YamlNode.Mapping top)
        || !(top.find("settings").orElse(null) instanceof YamlNode.Mapping stored)) {
      return;
    }
    for (Setting setting : schema.settings()) {
      YamlNode value = stored.find(setting.key()).orElse(null);
      if (value == null) {
        continue;
      }
      if (!team.control(setting.index())) {
        found.add(
            new Finding(
                FindingKind.SETTING_NOT_ON_PLAN,
                new Diagnostic(
                    shown,
                    root.locateKey("settings." + setting.key()),
                    "the team's plan does not have `" + setting.key() + "`: it is ignored",
                    "plans with it: "
                        + String.join(", ", setting.plans().stream().sorted().toList()))));
      }
      patterns(value, setting.type(), shown);
    }
  }

  private void patterns(YamlNode node, ValueType type, SourceFile shown) {
    if (type instanceof PatternsType && node instanceof YamlNode.Sequence list) {
      for (YamlNode item : list.items()) {
        String pattern = String.valueOf(item.raw());
        for (String code : PackagePattern.warnings(pattern)) {
          found.add(
              new Finding(
                  FindingKind.BROAD_PATTERN,
                  new Diagnostic(shown, item.position(), message(code, pattern), help(code))));
        }
      }
    } else if (type instanceof StructType struct && node instanceof YamlNode.Mapping map) {
      for (Field field : struct.fields()) {
        map.find(field.name()).ifPresent(value -> patterns(value, field.type(), shown));
      }
    }
  }

  private static String message(String code, String pattern) {
    return "`"
        + pattern
        + "` "
        + switch (code) {
          case "version_wildcard_without_dot" ->
              "matches more versions than it seems to: 4* is also 40.0.0";
          case "wildcard_in_scope" -> "matches packages of scopes that anybody can register";
          case "whole_registry" -> "matches every package of the registry";
          default -> "is broad: " + code;
        };
  }

  private static String help(String code) {
    return switch (code) {
      case "version_wildcard_without_dot" -> "write 4.* for the versions that begin with 4";
      case "wildcard_in_scope" -> "write the scope out: @acme/*";
      default -> "";
    };
  }
}
