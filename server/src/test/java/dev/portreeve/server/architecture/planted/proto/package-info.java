/** Violations planted for {@link dev.portreeve.server.architecture.RulesTest}. */
@NullMarked
package dev.portreeve.server.architecture.planted.proto;

import org.jspecify.annotations.NullMarked;
