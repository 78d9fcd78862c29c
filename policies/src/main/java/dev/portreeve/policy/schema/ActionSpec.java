package dev.portreeve.policy.schema;

import dev.portreeve.policy.source.Position;
import dev.portreeve.policy.type.ValueType;
import java.util.List;
import java.util.Map;

/**
 * An action that the set decides.
 *
 * @param name as it stands in a request
 * @param resourceTypes the types of resource it applies to; empty means any
 * @param narrowed by slot, facts that this action takes in a narrower type than others
 * @param description for people
 * @param position where it is declared
 */
public record ActionSpec(
    String name,
    List<String> resourceTypes,
    Map<Integer, ValueType> narrowed,
    String description,
    Position position) {}
