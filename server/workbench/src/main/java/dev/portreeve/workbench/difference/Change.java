package dev.portreeve.workbench.difference;

import dev.portreeve.workbench.space.Leaf;
import java.util.List;
import java.util.Map;

/**
 * Decisions of one action that change alike: from one match to another.
 *
 * @param direction whom that favours
 * @param before what the old version decides, of the example
 * @param after what the new version decides, of the example
 * @param count how many kinds of checks that policies tell apart
 * @param where the values of what tells these checks from the others of the action, by name
 * @param example one of them
 */
public record Change(
    Direction direction,
    Leaf.Answer before,
    Leaf.Answer after,
    int count,
    Map<String, List<Object>> where,
    Leaf example) {}
