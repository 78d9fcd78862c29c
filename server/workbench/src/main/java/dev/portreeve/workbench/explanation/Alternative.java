package dev.portreeve.workbench.explanation;

import java.util.Optional;
import java.util.function.Function;

/**
 * One thing of a check that could be otherwise.
 *
 * @param name of the fact or setting, as policies write it
 * @param supposition what to suppose: {@code `resource.rare` were false}
 * @param to the other value, plain
 * @param change makes it so; empty where that cannot be
 */
public record Alternative(
    String name, String supposition, Object to, Function<Situation, Optional<Situation>> change) {}
