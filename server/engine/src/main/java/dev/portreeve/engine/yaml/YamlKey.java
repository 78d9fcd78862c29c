package dev.portreeve.engine.yaml;

/**
 * A key of a map.
 *
 * @param name what it says
 * @param position where it stands
 */
public record YamlKey(String name, Position position) {}
