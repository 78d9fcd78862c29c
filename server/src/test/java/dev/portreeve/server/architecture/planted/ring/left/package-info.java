/** Violations planted for {@link dev.portreeve.server.architecture.RulesTest}. */
@NullMarked
package dev.portreeve.server.architecture.planted.ring.left;

import org.jspecify.annotations.NullMarked;
