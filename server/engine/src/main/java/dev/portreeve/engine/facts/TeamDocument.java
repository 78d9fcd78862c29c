package dev.portreeve.engine.facts;

import dev.portreeve.engine.yaml.YamlNode;

/**
 * A team and the file that describes it, read once for both.
 *
 * @param team bound to a schema
 * @param root everything that the file says
 */
public record TeamDocument(Team team, YamlNode root) {}
