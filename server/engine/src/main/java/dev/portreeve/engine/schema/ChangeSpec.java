package dev.portreeve.engine.schema;

/**
 * The facts that propose a change of one setting.
 *
 * @param setting the key of the setting
 * @param value its new value
 * @param add one entry to add to a list of it
 * @param remove one entry to remove from a list of it
 */
public record ChangeSpec(Fact setting, Fact value, Fact add, Fact remove) {}
