/** Violations planted for {@link dev.portreeve.server.architecture.RulesTest}. */
@NullMarked
package dev.portreeve.server.architecture.planted.ring.right;

import org.jspecify.annotations.NullMarked;
